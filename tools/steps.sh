# Read by the commands of this folder: saying what happens, passing over what is up to date.
# What a person follows goes to stderr, so that a command's own output stays clean.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
stamps=build/stamps
mkdir -p "$stamps"

step() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*" >&2; }
fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# fingerprint PATH...: changes when a file below changes, appears or goes.
fingerprint() {
    find "$@" -type f -printf '%p %s %T@\n' 2>/dev/null | LC_ALL=C sort | sha256sum | cut -c1-64
}

# unchanged NAME PATH...: whether `done_with NAME PATH...` was the last word on these files.
unchanged() {
    local name=$1
    shift
    [ -f "$stamps/$name" ] && [ "$(cat "$stamps/$name")" = "$(fingerprint "$@")" ]
}
done_with() {
    local name=$1
    shift
    fingerprint "$@" >"$stamps/$name"
}

# quietly LOG COMMAND...: the command's output is shown only if it fails.
quietly() {
    local log=$1
    shift
    if ! "$@" >"$log" 2>&1; then
        tail -n 60 "$log" >&2
        printf '(whole output: %s)\n' "$log" >&2
        return 1
    fi
}

# lock NAME: waits until no other command is between this and `unlock`, for those that are run at the same time.
lock() {
    exec {held}>"build/$1.lock"
    flock "$held"
}
unlock() { exec {held}>&-; }

cores() { nproc 2>/dev/null || echo 2; }
