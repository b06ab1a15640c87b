# Finds a JDK; sourced by mvnw and run, POSIX sh.
#
#   find_jdk 25   sets JAVA_HOME to a JDK of that release or a newer one and exports it,
#                 or says in one line what to install and returns 1

# Prints the feature release of the JDK in the directory $1; fails if none is there. The file
# "release" spares starting a JVM for every candidate.
jdk_release() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -x "$1/bin/jar" ] && [ -r "$1/release" ] || return 1
  jdk_release_=$(sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release")
  [ -n "$jdk_release_" ] && echo "$jdk_release_"
}

# The home of the java on the PATH; asked of Java itself because the PATH may hold a link or a stub.
jdk_on_path() {
  command -v java >/dev/null 2>&1 || return 1
  java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
}

# What macOS itself knows of JDKs.
jdk_of_macos() {
  [ -x /usr/libexec/java_home ] || return 1
  /usr/libexec/java_home -v "$1+" 2>/dev/null
}

find_jdk() {
  # What the caller chose goes first.
  if jdk_found_=$(jdk_release "${JAVA_HOME:-}") && [ "$jdk_found_" -ge "$1" ]; then
    export JAVA_HOME
    return 0
  fi
  jdk_candidate_=$(jdk_on_path) || jdk_candidate_=''
  if jdk_found_=$(jdk_release "$jdk_candidate_") && [ "$jdk_found_" -ge "$1" ]; then
    JAVA_HOME=$jdk_candidate_
    export JAVA_HOME
    return 0
  fi
  # Then the usual places; of several the lowest release that will do.
  jdk_best_='' jdk_best_release_=''
  for jdk_candidate_ in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$(jdk_of_macos "$1")" \
    /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec \
    "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* \
    "${HOME:-}"/.jdks/* "${HOME:-}"/.jdks/*/Contents/Home \
    "${HOME:-}"/.asdf/installs/java/* \
    "${HOME:-}"/.local/share/mise/installs/java/*; do
    jdk_found_=$(jdk_release "$jdk_candidate_") && [ "$jdk_found_" -ge "$1" ] || continue
    if [ -z "$jdk_best_" ] || [ "$jdk_found_" -lt "$jdk_best_release_" ]; then
      jdk_best_=$jdk_candidate_ jdk_best_release_=$jdk_found_
    fi
  done
  if [ -z "$jdk_best_" ]; then
    echo "${0##*/}: no JDK $1 or newer found: install one, or set JAVA_HOME to its directory" >&2
    return 1
  fi
  JAVA_HOME=$jdk_best_
  export JAVA_HOME
}
