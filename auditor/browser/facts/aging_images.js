// Pictures that are seen.
() => [...document.images].filter((one) => xunwang.visible(one) && one.getBoundingClientRect().width >= 10).length
