// Takes known links out of the picture without moving anything, or puts them back.
(numbers, on) => {
  for (const number of numbers) {
    const link = xunwang.links[number];
    if (!link) continue;
    if (on) {
      link.style.setProperty("transition", "none", "important");
      link.style.setProperty("opacity", "0", "important");
    } else {
      link.style.removeProperty("opacity");
      link.style.removeProperty("transition");
    }
  }
  return true;
}
