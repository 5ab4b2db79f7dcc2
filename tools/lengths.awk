# Lengths of files and of C++ functions against the limits and the allowed exceptions (first file); see check_tidy.
# A function is a brace whose statement holds a parameter list and is neither a control statement nor a type.
# Lambdas count with the function around them.

BEGIN {
    file_limit = 400
    function_limit = 70
}

function complain(words) {
    print words
    bad = 1
}

# Compares a size with the limit or with the exception for it.
function judge(key, kind, size, limit, words, entry) {
    entry = key " " kind
    if (entry in allowed_size) {
        used[entry] = 1
        if (size <= limit) complain("tools/tidy_allowed.txt: " entry " is no longer needed")
        else if (size < allowed_size[entry]) complain("tools/tidy_allowed.txt: lower " entry " to " size)
        else if (size > allowed_size[entry]) complain(words size " lines, allowed are " allowed_size[entry])
    } else if (size > limit) complain(words size " lines, more than " limit)
}

function end_file() {
    if (path != "" && path != allowed_path) judge(path, "lines", lines, file_limit, path ": ")
}

# The name before the parameter list of a signature: "Result<int> Shop::price(Id id) const" gives Shop::price.
function name_of(statement) {
    sub(/\(.*/, "", statement)
    sub(/[ \t]+$/, "", statement)
    sub(/.*[ \t*&]/, "", statement)
    return statement
}

function opens_function(statement) {
    if (statement !~ /\(/) return 0
    if (statement ~ /^[ \t]*(if|else|for|while|switch|do|catch|try|return|co_return|case|default|namespace|class|struct|enum|union|extern)([^A-Za-z0-9_]|$)/)
        return 0
    # An initialiser: "const auto table = make({…" or "Pair p{f(x), {".
    if (statement ~ /[^=!<>]=[^=]/ && statement !~ /operator/) return 0
    return 1
}

function scan(text, position, sign) {
    gsub(/\\./, "", text)
    gsub(/"[^"]*"/, "", text)
    gsub(/'[^']*'/, "", text)
    sub(/\/\/.*/, "", text)
    if (text ~ /^[ \t]*#/) return
    while (match(text, /[{};]/)) {
        statement = statement " " substr(text, 1, RSTART - 1)
        sign = substr(text, RSTART, 1)
        text = substr(text, RSTART + 1)
        if (sign == "{") {
            depth++
            if (!function_depth && opens_function(statement)) {
                function_depth = depth
                function_line = FNR
                function_name = name_of(statement)
            }
        } else if (sign == "}") {
            if (depth == function_depth && depth > 0) {
                judge(path ":" function_name, "function", FNR - function_line + 1, function_limit,
                      path ":" function_line ": " function_name " has ")
                function_depth = 0
            }
            if (depth > 0) depth--
        }
        statement = ""
    }
    statement = statement " " text
}

FNR == 1 {
    end_file()
    path = FILENAME
    depth = function_depth = in_raw = in_comment = 0
    statement = ""
    is_cpp = path ~ /\.[ch]pp$/
}

{ lines = FNR }

NR == FNR && FILENAME ~ /tidy_allowed/ {
    allowed_path = FILENAME
    if ($0 !~ /^#/ && NF == 3) allowed_size[$1 " " $2] = $3
    next
}

!is_cpp { next }

# Raw strings and block comments hold braces that mean nothing.
in_raw {
    if (index($0, raw_end)) {
        in_raw = 0
        scan(substr($0, index($0, raw_end) + length(raw_end)))
    }
    next
}
in_comment {
    if (/\*\//) in_comment = 0
    next
}
/^[ \t]*\/\*/ && !/\*\// {
    in_comment = 1
    next
}
match($0, /R"[a-zA-Z_]*\(/) {
    raw_end = ")" substr($0, RSTART + 2, RLENGTH - 3) "\""
    before = substr($0, 1, RSTART - 1)
    rest = substr($0, RSTART + RLENGTH)
    if (index(rest, raw_end)) scan(before substr(rest, index(rest, raw_end) + length(raw_end)))
    else {
        in_raw = 1
        scan(before)
    }
    next
}
{ scan($0) }

END {
    end_file()
    for (entry in allowed_size)
        if (!(entry in used)) complain("tools/tidy_allowed.txt: " entry " names nothing any more")
    exit bad
}
