# Reads the TAP of `node --test`; prints the tests that failed, each with what was wrong, without stacks.
# A suite that fails for one of its tests is not said again.
/^ *not ok / {
    name = $0
    sub(/^ *not ok [0-9]+ - /, "", name)
    block = ""
    reading = 1
    told = 0
    next
}
reading && /^ *failureType: 'subtestsFailed'/ { reading = 0 }
reading && /^ *(stack:|\.\.\.$)/ {
    print "failed: " name block
    reading = 0
}
reading && !/^ *(---|duration_ms:|location:|failureType:|code:|name:|type:)/ && told++ < 40 { block = block "\n  " $0 }
