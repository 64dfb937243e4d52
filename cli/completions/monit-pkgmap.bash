# bash completion for monit-pkgmap. Needs no rights of root.

_monit_pkgmap_packages() {
  [[ $1 =~ ^[A-Za-z0-9][A-Za-z0-9._+-]*$ ]] || return 0
  rpm -qa --qf '%{NAME}\n' "$1*" 2>/dev/null
  dpkg-query -W -f '${Package}\n' "$1*" 2>/dev/null
}

_monit_pkgmap() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local commands='config explain audit bundle policy suspend resume run status recover history doctor verify accept update-expect'
  local options='--monitrc -c --root --image --bundle --dbpath --packages --policy --state-dir --settle --json --color
    --verbose -v --help -h --version'
  local command='' word
  COMPREPLY=()

  case $previous in
    -c | --monitrc | --image | --bundle | --policy | --transaction | --html | --out)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      return ;;
    --root | --dbpath | --state-dir)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -d -- "$current")
      return ;;
    --color)
      mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$current")
      return ;;
    --against)
      if [[ " ${COMP_WORDS[*]:1:COMP_CWORD-1} " == *' history '* ]]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return
      fi
      mapfile -t COMPREPLY < <(compgen -W 'baseline package either' -- "$current")
      return ;;
    --packages)
      [[ " ${COMP_WORDS[*]:1:COMP_CWORD-1} " == *' run '* ]] ||
        mapfile -t COMPREPLY < <(compgen -W 'auto rpm dpkg' -- "$current")
      return ;;
    --settle | --session | --pid | --explain | --for | --except | --manager | --monit-version) return ;;
    --check)
      [[ " ${COMP_WORDS[*]:1:COMP_CWORD-1} " == *' config '* ]] || return ;;
  esac

  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ " $commands " == *" $word "* ]] && command=$word && break
  done
  case $command in
    '') [[ $current == -* ]] || options=$commands ;;
    config) options+=' --check --monit-version --ndjson' ;;
    audit) options+=' --html --merge --ndjson --prometheus' ;;
    status) options+=' --prometheus --watch' ;;
    history) options+=' --against --ndjson --prometheus' ;;
    doctor) options+=' --nagios' ;;
    explain) options+=' --check --transaction --upgrades --detailed-exitcode --dot --html --ndjson --out' ;;
    policy) options+=' --explain' ;;
    suspend) options+=' --transaction --for' ;;
    resume) options+=' --session --pid --except --hook --manager' ;;
    run) options+=' --packages --transaction' ;;
    recover) options+=' --if-stale --before-removal' ;;
    verify) options+=' --against --ndjson' ;;
    update-expect) options+=' --write' ;;
  esac
  if [[ $command =~ ^(accept|bundle)$ && $current != -* ]]; then
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
    return
  fi
  if [[ $command =~ ^(explain|suspend)$ && $current != -* ]]; then
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(
      compgen -f -X '!*.@(rpm|deb)' -- "$current"
      compgen -d -- "$current"
      _monit_pkgmap_packages "$current"
    )
    return
  fi
  [[ -n $command && $current != -* ]] ||
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
}

complete -F _monit_pkgmap monit-pkgmap
