// Files may be dropped anywhere on the field, and one that is too large is told before it is sent.
"use strict";

const field = document.querySelector(".drop");
const input = field && field.querySelector("input[type=file]");

function refuse() {
  const bytes = [...input.files].reduce((sum, file) => sum + file.size, 0);
  const most = Number(input.dataset.most);
  input.setCustomValidity(bytes > most * 1024 * 1024 ? `This is more than ${most} MB: split the list into several files.` : "");
  input.reportValidity();
}

if (input) {
  for (const name of ["dragenter", "dragover"]) {
    field.addEventListener(name, (event) => {
      event.preventDefault();
      field.classList.add("over");
    });
  }
  field.addEventListener("dragleave", () => field.classList.remove("over"));
  field.addEventListener("drop", (event) => {
    event.preventDefault();
    field.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    refuse();
  });
  input.addEventListener("change", refuse);
}
