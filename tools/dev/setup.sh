#: ./dev setup [build] [web] [test]
#:
#: Installs what is missing, group by group (all three unless some are named):
#:   build  Debian packages to compile and run the server, the headers of libphonenumber,
#:          and the source of SQLite
#:   web    Node and npm in .cache/node, and the packages of web/package-lock.json
#:   test   Debian packages for checks, browser tests and PostgreSQL
#: Debian packages are installed with apt-get, through sudo when you aren't root; the list is
#: tools/dev/packages.txt. The second time it only looks and finds everything there.

# Debian's Node is too old for the web tools; these come from the npm registry into .cache/node.
node_version=22.23.3
npm_version=11.21.2

run_setup() {
    install_needed "$@"
    say "Everything is installed; ./dev run starts Homeport, ./dev test tests it."
}

# install_needed [group…]
install_needed() {
    local groups=("$@") group
    [ ${#groups[@]} -gt 0 ] || groups=(build web test)
    for group in "${groups[@]}"; do
        case "$group" in
            build | web | test) ;;
            *) fail "setup knows build, web and test, not '$group'" ;;
        esac
    done
    ensure_packages "${groups[@]}"
    for group in "${groups[@]}"; do
        case "$group" in
            build)
                ensure_fetched libphonenumber "libphonenumber headers" || return 1
                ensure_fetched sqlite "source of SQLite" || return 1
                ;;
            web)
                ensure_node || return 1
                ensure_web_packages || return 1
                ;;
        esac
    done
}

packages_of() {
    local groups=" $* "
    awk -v groups="$groups" '!/^#/ && NF == 2 && index(groups, " " $2 " ") && !seen[$1]++ { print $1 }' tools/dev/packages.txt
}

missing_packages() {
    local package
    for package in $(packages_of "$@"); do
        # npm from elsewhere than Debian does as well, and excludes Debian's.
        [ "$package" = npm ] && have npm && continue
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
    done
}

ensure_packages() {
    have dpkg-query || fail "this isn't Debian; install by hand what tools/dev/packages.txt names, then use cmake --preset"
    local missing
    missing=$(missing_packages "$@" | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    . /etc/os-release
    [ "${VERSION_CODENAME:-}" = bookworm ] || note "   made for Debian 12 (bookworm); this is ${PRETTY_NAME:-something else}"

    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if have sudo; then
            as_root=(sudo)
        else
            complain "These Debian packages are missing, and you are neither root nor have sudo. Ask root to run:"
            complain "    apt-get install --no-install-recommends $missing"
            exit 1
        fi
    fi
    say "Installing Debian packages: $missing"
    # shellcheck disable=SC2086
    step "apt-get install" install_packages $missing
}

install_packages() {
    local quiet=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Use-Pty=0)
    mkdir -p "$cache"
    local log="$cache/apt.log"
    if ! { "${as_root[@]}" "${quiet[@]}" update && "${as_root[@]}" "${quiet[@]}" install --no-install-recommends "$@"; } >"$log" 2>&1; then
        tail -n 30 "$log" >&2
        fail "apt-get could not install them; all of its words are in .cache/apt.log"
    fi
}

# ensure_fetched <name> <words>: what tools/fetch_<name> puts into .cache/<name>, again when that script changed.
ensure_fetched() {
    local name=$1 words=$2 wanted
    wanted=$(hash_of "tools/fetch_$name")
    is_stamped "$name" "$wanted" && [ -f "$cache/$name/complete" ] && return 0
    step "$words into .cache" "tools/fetch_$name" "$cache/$name" || return 1
    stamp "$name" "$wanted"
}

node_folder="$cache/node"

# Puts our Node and npm first in PATH.
use_node() { export PATH="$node_folder/bin:$PATH"; }

ensure_node() {
    local wanted="$node_version $npm_version"
    if ! { is_stamped node "$wanted" && [ -x "$node_folder/bin/node" ]; }; then
        step "Node $node_version and npm $npm_version into .cache/node" install_node || return 1
        stamp node "$wanted"
    fi
    use_node
}

install_node() {
    local architecture
    case "$(uname -m)" in
        x86_64) architecture=x64 ;;
        aarch64) architecture=arm64 ;;
        *) fail "Node is packaged for x86_64 and aarch64, not for $(uname -m)" ;;
    esac
    rm -rf "$node_folder"
    mkdir -p "$node_folder/bin"
    # Outside of any project, so that no package.json above has a say.
    (cd "$node_folder" && echo '{"private":true}' >package.json &&
        npm install --silent --no-audit --no-fund --no-package-lock \
            "node-linux-$architecture@$node_version" "npm@$npm_version") || fail "npm could not fetch Node"
    ln -s "../node_modules/node-linux-$architecture/bin/node" "$node_folder/bin/node"
    ln -s ../node_modules/npm/bin/npm-cli.js "$node_folder/bin/npm"
    ln -s ../node_modules/npm/bin/npx-cli.js "$node_folder/bin/npx"
    "$node_folder/bin/node" --version >/dev/null
}

# npm ci in every folder of web/ that has a lock file, when that file or Node changed.
ensure_web_packages() {
    [ -d web ] || return 0
    export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
    local folder lock
    for lock in web/package-lock.json web/tools/*/package-lock.json web/e2e/package-lock.json; do
        [ -f "$lock" ] || continue
        folder=$(dirname "$lock")
        ensure_packages_of_folder "$folder" "$lock" || return 1
    done
}

ensure_packages_of_folder() {
    local folder=$1 lock=$2 name wanted
    name=npm-${folder//\//-}
    wanted="$node_version $(hash_of "$lock" "$folder/package.json")"
    if is_stamped "$name" "$wanted" && [ -d "$folder/node_modules" ]; then
        return 0
    fi
    step "npm ci in $folder" npm --prefix "$folder" ci --no-audit --no-fund --loglevel=error || return 1
    stamp "$name" "$wanted"
}
