#compdef my
# zsh completion for my
_my() {
    local -a candidates
    candidates=("${(@f)$(my __complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    candidates=("${(@)candidates:#}")
    (( $#candidates )) && compadd -a candidates
}
if [ "$funcstack[1]" = "_my" ]; then
    _my "$@"
else
    compdef _my my
fi
