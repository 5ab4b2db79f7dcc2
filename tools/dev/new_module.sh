#: ./dev new-module <name> <level> <record> [records]
#:
#: Lays out server/modules/<name> with all the files a module has, for one first record: table, rules, store,
#: use-cases, routes and tests, working as it stands. For instance ./dev new-module rewards 6 gift
#: Names are lower_case; the plural is record + s unless given. Adds the level to server/levels.txt.

run_new_module() {
    [ $# -ge 3 ] && [ $# -le 4 ] || fail "new-module takes a name, a level and a record: ./dev new-module rewards 6 gift"
    local module=$1 level=$2 record=$3 records=${4:-${3}s} word
    for word in "$module" "$record" "$records"; do
        [[ "$word" =~ ^[a-z][a-z0-9_]*$ ]] || fail "'$word' isn't a lower_case name"
    done
    [[ "$level" =~ ^[0-9]+$ ]] && [ "$level" -ge 3 ] || fail "a module has a level from 3 up, not '$level'"
    local folder="server/modules/$module"
    [ ! -e "$folder/module.cpp" ] || fail "$folder is there already"

    tools/new_module/lay_out "$folder" "$module" "$record" "$records"
    if have clang-format-14; then
        find "$folder" -name '*.[ch]pp' -exec clang-format-14 -i {} +
    fi
    add_level "$module" "$level"

    say "$folder is laid out at level $level. What remains by hand:"
    say "  server/cli/application.cpp   name $module::module() beside the others"
    say "  $folder/README.md, module.cpp (the Chinese of its permissions), and the record's real fields"
    say "  ./dev build && ./dev test --fast && ./dev gen"
}

# Puts the module where its level belongs, unless it has one.
add_level() {
    local module=$1 level=$2 file=server/levels.txt
    grep -q -E "^$module +[0-9]+$" "$file" && return 0
    awk -v module="$module" -v level="$level" '
        !done && /^[a-z]/ && $2 > level + 0 { printf "%-13s %2d\n", module, level; done = 1 }
        { print }
        END { if (!done) printf "%-13s %2d\n", module, level }
    ' "$file" >"$file.new"
    mv "$file.new" "$file"
}
