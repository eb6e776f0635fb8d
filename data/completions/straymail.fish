# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Completion of straymail(1) for fish. It asks the program itself, by --help, so
# there is no list of commands and options here that could be out of date.

# The command that is being typed, a word a line.
function __straymail_command
    set -l words (commandline -opc)[2..3]
    test "$words" = "policy lint"; or set words $words[1]
    string join \n -- $words
end

function __straymail_is_command
    set -l command (__straymail_command)
    test "$command" = "$argv"
end

function __straymail_commands
    straymail --help 2>/dev/null | string replace -rf '^  ([a-z]+) +(.*)' '$1\t$2'
end

function __straymail_options
    straymail (__straymail_command) --help 2>/dev/null | string replace -rf '^  (?:-., )?(--[a-z-]+=?)\S* +(.*)' '$1\t$2'
end

complete -c straymail -f
complete -c straymail -n __fish_is_first_arg -a '(__straymail_commands)'
complete -c straymail -n 'string match -q -- "-*" (commandline -ct)' -a '(__straymail_options)'
complete -c straymail -n '__straymail_is_command policy' -a lint
complete -c straymail -n '__straymail_is_command policy lint' -F
complete -c straymail -n '__straymail_is_command check' -F
complete -c straymail -n '__straymail_is_command report' -F
