# Reads `ctest --verbose` output; prints PASSED FAILED in test cases (a test that is no Catch2 program
# is one case). A program that dies before its summary is one failure.
/^[0-9]+: All tests passed \(/ {
    number = $1 + 0
    for (i = 1; i <= NF; ++i) if ($(i + 1) == "test" && $(i + 2) ~ /^case/) ok[number] = $i
    seen[number] = 1
}
/^[0-9]+: test cases: / {
    number = $1 + 0
    for (i = 1; i <= NF; ++i) {
        if ($(i + 1) == "passed") ok[number] = $i
        if ($(i + 1) == "failed") bad[number] = $i
    }
    seen[number] = 1
}
/ Test +#[0-9]+: / {
    number = $0
    sub(/.*Test +#/, "", number)
    number += 0
    if ($0 ~ / Passed +[0-9.]+ sec/) {
        if (!seen[number]) ok[number] = 1
    } else if (!bad[number]) {
        bad[number] = 1
    }
}
/^No tests were found/ { none = 1 }
END {
    for (number in ok) passed += ok[number]
    for (number in bad) failed += bad[number]
    if (none || (status != 0 && failed == 0)) failed += 1
    print passed + 0, failed + 0
}
