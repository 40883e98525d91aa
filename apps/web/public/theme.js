// Sets the theme before first paint; an external file because the content security policy allows no inline scripts.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('verdant.theme');
  } catch {
    // Storage may be blocked; the system's preference decides then.
  }
  var light = chosen === 'light' || (chosen !== 'dark' && window.matchMedia('(prefers-color-scheme: light)').matches);
  document.documentElement.dataset.theme = light ? 'light' : 'dark';
})();
