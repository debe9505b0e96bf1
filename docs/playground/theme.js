"use strict";

/* Light or dark: as the system says, until the button is pressed. */

{
  const button = byId("theme");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");

  const show = () => {
    const chosen = document.documentElement.dataset.theme;
    button.setAttribute("aria-pressed", String(chosen ? chosen === "dark" : prefersDark.matches));
  };

  button.addEventListener("click", () => {
    const isDark = button.getAttribute("aria-pressed") === "true";
    document.documentElement.dataset.theme = isDark ? "light" : "dark";
    show();
  });
  prefersDark.addEventListener("change", show);
  show();
}
