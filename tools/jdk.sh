# Finds a JDK for the scripts beside this folder. Sourced, not run.

# The oldest Java release that Madaline builds and runs on.
madaline_java=25

# is_new_enough HOME: whether HOME is a JDK of that release or newer. Reads a file, starts nothing.
is_new_enough() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    local line release
    while IFS= read -r line; do
        case "$line" in
            JAVA_VERSION=*)
                release=${line#*=}
                release=${release//\"/}
                release=${release%%[!0-9]*}
                [ -n "$release" ] && [ "$release" -ge "$madaline_java" ]
                return
                ;;
        esac
    done < "$1/release"
    return 1
}

# find_jdk: exports JAVA_HOME as the first JDK that is new enough, or says where to get one and exits with 1.
find_jdk() {
    local home java
    for home in "${MADALINE_JAVA_HOME:-}" "${JAVA_HOME:-}"; do
        if [ -n "$home" ] && is_new_enough "$home"; then
            export JAVA_HOME="$home"
            return
        fi
    done
    if java=$(command -v java); then
        java=$(readlink -f -- "$java" 2> /dev/null || printf %s "$java")
        if is_new_enough "${java%/bin/java}"; then
            export JAVA_HOME="${java%/bin/java}"
            return
        fi
    fi
    for home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
        "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* "${HOME:-}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if is_new_enough "$home"; then
            export JAVA_HOME="$home"
            return
        fi
    done
    cat >&2 << MESSAGE
madaline: no JDK $madaline_java or newer was found in JAVA_HOME, on the PATH, or in the usual places.
  Install one:   Debian, Ubuntu   sudo apt install openjdk-$madaline_java-jdk-headless
                 Fedora           sudo dnf install java-$madaline_java-openjdk-devel
                 macOS            brew install openjdk@$madaline_java
                 anywhere         https://adoptium.net, or SDKMAN: sdk install java $madaline_java-tem
  Where it is installed already: export JAVA_HOME=/path/to/jdk
MESSAGE
    exit 1
}

# need_maven: says how to get Maven and exits with 1 where there is none.
need_maven() {
    # Maven's own libraries draw warnings from a new JDK, which are not the user's to read.
    export MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}"
    command -v mvn > /dev/null && return
    cat >&2 << 'MESSAGE'
madaline: Apache Maven (the command mvn) is needed to build, and is not on the PATH.
  Install it:    Debian, Ubuntu   sudo apt install maven
                 Fedora           sudo dnf install maven
                 macOS            brew install maven
                 anywhere         https://maven.apache.org/download.cgi
MESSAGE
    exit 1
}
