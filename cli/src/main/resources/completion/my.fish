# fish completion for my
function __my_complete
    set -l words (commandline -opc) (commandline -ct)
    my __complete -- $words[2..-1] 2>/dev/null
end
complete -c my -f -a '(__my_complete)'
