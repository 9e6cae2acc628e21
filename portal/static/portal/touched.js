// On a slow connection somebody writes, or chooses, before the page's scripts have come. What they
// find in a form then is not what the server has.

/** Whether anything in the form stands otherwise than the server wrote it. */
export const isTouched = (form) => [...form.elements].some(isChanged);

function isChanged(field) {
  if (field.type === "checkbox" || field.type === "radio") {
    return field.checked !== field.defaultChecked;
  }
  if (field.options) {
    const options = [...field.options];
    // Where none is marked, a list that shows one line begins with the first.
    const isMarked = field.multiple || options.some((each) => each.defaultSelected);
    return isMarked
      ? options.some((each) => each.selected !== each.defaultSelected)
      : field.selectedIndex > 0;
  }
  return "defaultValue" in field && field.type !== "file" && field.value !== field.defaultValue;
}
