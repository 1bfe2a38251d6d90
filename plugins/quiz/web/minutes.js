// The one button of the minutes: to the printer. It is not on the paper.
document.getElementById('print').addEventListener('click', () => window.print());
