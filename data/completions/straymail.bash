# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Completion of straymail(1) for bash. It asks the program itself, by --help, so
# there is no list of commands and options here that could be out of date.

_straymail ()
{
  local cur prev words cword split
  _init_completion -s || return

  local command=${words[1]}
  [[ $command == policy && ${words[2]} == lint && $cword -gt 2 ]] && command="policy lint"

  case $prev in
    --trusted) _filedir; return ;;
    --directory) _filedir -d; return ;;
    --input) COMPREPLY=($(compgen -W 'postfix exim mbox maildir' -- "$cur")); return ;;
  esac
  $split && return

  if [[ $cword -eq 1 && $cur != -* ]]; then
    COMPREPLY=($(compgen -W "$(LC_ALL=C "$1" --help 2>/dev/null | sed -n 's/^  \([a-z]*\) .*/\1/p')" -- "$cur"))
  elif [[ $cword -eq 1 ]]; then
    COMPREPLY=($(compgen -W '$(_parse_help "$1")' -- "$cur"))
  elif [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W '$(_parse_help "$1" "$command --help")' -- "$cur"))
    [[ ${COMPREPLY-} == *= ]] && compopt -o nospace
  else
    case $command in
      policy) COMPREPLY=($(compgen -W 'lint' -- "$cur")) ;;
      "policy lint" | check | report) _filedir ;;
    esac
  fi
} &&
  complete -F _straymail straymail
