// Everything visible that could be pressed or carries a name.
() => xunwangAging.items()
