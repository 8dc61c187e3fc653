/* A long verification goes on by itself; without scripts there is the button. */
"use strict";
document.querySelector("form[data-go-on]")?.requestSubmit();
