# fish completion for monit-pkgmap. Needs no rights of root.

set -l commands config explain audit bundle policy suspend resume run status recover history doctor verify accept update-expect

function __monit_pkgmap_packages
    set -l word (commandline -ct)
    if string match -qr '^[A-Za-z0-9][A-Za-z0-9._+-]*$' -- $word
        rpm -qa --qf '%{NAME}\n' "$word*" 2>/dev/null
        dpkg-query -W -f '${Package}\n' "$word*" 2>/dev/null
    end
end

complete -c monit-pkgmap -f

complete -c monit-pkgmap -n "not __fish_seen_subcommand_from $commands" -a config -d 'Show how the control file is understood'
complete -c monit-pkgmap -n "not __fish_seen_subcommand_from $commands" -a explain -d 'Show what a transaction would suspend'
complete -c monit-pkgmap -n "not __fish_seen_subcommand_from $commands" -a audit -d 'Show every check with its packages, and findings'
complete -c monit-pkgmap -n "not __fish_seen_subcommand_from $commands" -a bundle -d 'Write an archive of this host for --bundle'
complete -c monit-pkgmap -n "not __fish_seen_subcommand_from $commands" -a policy -d 'Check the policy; show which rule decides'
complete -c monit-pkgmap -n "not __fish_seen_subcommand_from $commands" -a suspend -d 'Suspend the checks of a transaction'
complete -c monit-pkgmap -n "not __fish_seen_subcommand_from $commands" -a resume -d 'Resume suspended checks'
complete -c monit-pkgmap -n "not __fish_seen_subcommand_from $commands" -a run -d 'Suspend, run a command, resume'
complete -c monit-pkgmap -n "not __fish_seen_subcommand_from $commands" -a status -d 'Show sessions and suspended checks'
complete -c monit-pkgmap -n "not __fish_seen_subcommand_from $commands" -a recover -d 'Resume what a dead session left suspended'
complete -c monit-pkgmap -n "not __fish_seen_subcommand_from $commands" -a history -d 'Show past sessions'
complete -c monit-pkgmap -n "not __fish_seen_subcommand_from $commands" -a doctor -d 'Check everything that suspending needs'
complete -c monit-pkgmap -n "not __fish_seen_subcommand_from $commands" -a verify -d 'Compare checksummed files with baselines and packages'
complete -c monit-pkgmap -n "not __fish_seen_subcommand_from $commands" -a accept -d 'Accept the present content of a file as its baseline'
complete -c monit-pkgmap -n "not __fish_seen_subcommand_from $commands" -a update-expect -d 'Show outdated sums of packaged files as a diff'

complete -c monit-pkgmap -s c -l monitrc -r -F -d 'The control file'
complete -c monit-pkgmap -l root -x -a '(__fish_complete_directories)' -d 'Use the system below a directory'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from bundle' -r -F
complete -c monit-pkgmap -l bundle -r -F -d 'Use the host of a bundle'
complete -c monit-pkgmap -l image -r -F -d 'Use the system in a tar file'
complete -c monit-pkgmap -l dbpath -x -a '(__fish_complete_directories)' -d 'The package database'
complete -c monit-pkgmap -l packages -x -a 'auto rpm dpkg' -d 'Whose package database counts'
complete -c monit-pkgmap -l policy -r -F -d 'The policy'
complete -c monit-pkgmap -l state-dir -x -a '(__fish_complete_directories)' -d 'Where sessions are kept'
complete -c monit-pkgmap -l settle -x -d 'Seconds for processes to come back'
complete -c monit-pkgmap -l json -d 'Print one JSON object'
complete -c monit-pkgmap -l color -x -a 'auto always never' -d 'Colour'
complete -c monit-pkgmap -s v -l verbose -d 'Print details on standard error'
complete -c monit-pkgmap -s h -l help -d 'Print help and end'
complete -c monit-pkgmap -l version -d 'Print the version and end'

complete -c monit-pkgmap -n '__fish_seen_subcommand_from config' -l ndjson -d 'Print JSON, one object a line'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from config' -l check -d 'Only check it, as monit -t does'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from config' -l monit-version -x -d 'What this version of monit would say'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from explain' -l ndjson -d 'Print JSON, one object a line'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from explain' -l check -x -d 'Also say why a check is kept'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from explain' -l transaction -r -F -d 'A whole transaction as JSON'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from explain' -l upgrades -d 'Explain what the package manager would upgrade now'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from explain' -l detailed-exitcode -d '0: suspends no check, 10: suspends some, 11: a test will fail'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from explain' -l dot -d 'Print a graph for graphviz'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from explain' -l out -r -F -d 'Also keep the plan, for history --against'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from explain' -l html -r -F -d 'Write a page to read in a browser'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from explain' -a '(__monit_pkgmap_packages; __fish_complete_suffix .rpm)'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from audit' -l ndjson -d 'Print JSON, one object a line'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from audit' -l html -r -F -d 'Write a page to read in a browser'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from audit' -l merge -r -F -d 'Merge the audits of many hosts'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from audit' -l prometheus -d 'Print metrics for Prometheus'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from status' -l watch -d 'On a terminal: show them until Ctrl-C'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from status' -l prometheus -d 'Print metrics for Prometheus'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from history' -l against -r -F -d 'Compare with the plan of explain --out'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from history' -l ndjson -d 'Print JSON, one object a line'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from history' -l prometheus -d 'Print metrics for Prometheus'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from doctor' -l nagios -d 'Answer as a plugin of Nagios'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from policy' -l explain -x -d 'Show which rule decides about the pair, and why'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from suspend' -l transaction -r -F -d 'The transaction as JSON'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from suspend' -l for -x -d 'Resume after this time'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from suspend' -a '(__monit_pkgmap_packages; __fish_complete_suffix .rpm)'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from run' -l packages -x -d 'The packages that the command changes'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from run' -l transaction -r -F -d 'The transaction as JSON'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from recover' -l if-stale -d 'Only report; guards do the work'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from recover' -l before-removal -d 'Also resume what was suspended by hand'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from resume' -l except -x -d 'Leave this check off for good'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from resume' -l pid -x -a '(__fish_complete_pids)' -d 'Only the session of this package manager'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from resume' -l manager -x -d 'The package manager whose hook leaves the session'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from resume' -l session -x -d 'Only this session'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from resume' -l hook -d 'For a hook: leave to the guard what takes longer'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from verify' -l ndjson -d 'Print JSON, one object a line'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from verify' -l against -x -a 'baseline package either' -d 'What counts'
complete -c monit-pkgmap -n '__fish_seen_subcommand_from accept' -F
complete -c monit-pkgmap -n '__fish_seen_subcommand_from update-expect' -l write -d 'Write the new sums, and keep the old file'
