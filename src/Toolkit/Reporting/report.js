"use strict";
// Reads the curves of each plot under the pointer, or by the arrow keys, from left to right or from top to bottom: the nearest position, and each line's numbers from the plot's table.
(function () {
  var spoken = document.getElementById("spoken");

  function create(parent, tag, name) {
    var element = document.createElement(tag);
    element.className = name;
    parent.appendChild(element);
    return element;
  }

  function attach(plot) {
    var box = document.getElementById(plot.id);
    var rows = document.querySelectorAll("#" + plot.id + "-numbers tbody tr");
    var heads = document.querySelectorAll("#" + plot.id + "-numbers thead th");
    var area = box.querySelector(".area"), cover = create(area, "div", "cover");
    var axes = plot.axes, down = plot.runsDown, shown = [], at = -1;
    // Where values begin and end, across the direction of positions.
    var low = down ? axes[0] : axes[1], high = down ? axes[2] : axes[3];
    var first = plot.x.findIndex(function (x) { return x >= axes[down ? 1 : 0] - 1e-3; });
    box.tabIndex = 0;
    box.setAttribute("role", "application");
    box.setAttribute("aria-roledescription", "plot");
    box.setAttribute("aria-label", box.dataset.name + (down ? ". Up and down" : ". Left and right") + " arrow read the curves.");

    function hide() {
      shown.forEach(function (element) { element.remove(); });
      shown = [];
      at = -1;
    }

    function place(name, left, top) {
      var element = create(area, "div", name);
      element.style.left = 100 * left + "%";
      element.style.top = 100 * top + "%";
      shown.push(element);
      return element;
    }

    function show(index, speaks) {
      if (index === at) { return; }
      hide();
      at = index;
      var cells = rows[index].cells, x = plot.x[index], words = [heads[0].textContent + " = " + cells[0].textContent];
      var cursor = down ? place("cursor", axes[0], x) : place("cursor", x, axes[1]);
      if (down) { cursor.style.width = 100 * (high - low) + "%"; cursor.style.height = "1px"; } else { cursor.style.height = 100 * (high - low) + "%"; }
      var tip = create(box, "div", "tip");
      shown.push(tip);
      if (down) {
        tip.style.right = "2%";
        if (x * 2 >= axes[1] + axes[3]) { tip.style.bottom = 100 * (1 - x) + 1 + "%"; } else { tip.style.top = 100 * x + 1 + "%"; }
      } else { tip.style.top = 100 * axes[1] + "%"; }
      if (down) { /* above or below the line */ } else if (x * 2 >= axes[0] + axes[2]) { tip.style.right = 100 * (1 - x) + 2 + "%"; } else { tip.style.left = 100 * x + 2 + "%"; }
      create(tip, "div", "at").append(heads[0].firstChild.cloneNode(true), " = " + cells[0].textContent);
      plot.lines.forEach(function (line) {
        if (line.y[index] === null) { return; }
        var value = cells[line.column].textContent;
        if (line.band !== null) { value += " (" + cells[line.band].textContent + ")"; }
        var row = create(tip, "div", "line");
        create(row, "span", "swatch").style.background = line.color;
        var text = create(row, "span", "");
        text.append(heads[line.column].firstChild.cloneNode(true), " ");
        create(text, "span", "value").textContent = value;
        words.push(line.name + " " + value);
        if (line.y[index] >= low - 1e-3 && line.y[index] <= high + 1e-3) {
          (down ? place("dot", line.y[index], x) : place("dot", x, line.y[index])).style.background = line.color;
        }
      });
      if (speaks) { spoken.textContent = words.join(", "); }
    }

    function nearest(share) {
      var best = first;
      plot.x.forEach(function (x, i) {
        if (Math.abs(plot.x[best] - share) > Math.abs(x - share)) { best = i; }
      });
      return best;
    }

    function point(event) {
      var place = cover.getBoundingClientRect();
      show(nearest(down ? (event.clientY - place.top) / place.height : (event.clientX - place.left) / place.width), false);
    }

    cover.addEventListener("pointermove", point);
    cover.addEventListener("pointerdown", point);
    cover.addEventListener("pointerleave", function (event) { if (event.pointerType === "mouse") { hide(); } });
    box.addEventListener("blur", hide);
    box.addEventListener("keydown", function (event) {
      var last = plot.x.length - 1, next;
      switch (event.key) {
        case down ? "ArrowDown" : "ArrowRight": next = at === -1 ? first : Math.min(at + 1, last); break;
        case down ? "ArrowUp" : "ArrowLeft": next = at === -1 ? last : Math.max(at - 1, first); break;
        case "Home": next = first; break;
        case "End": next = last; break;
        case "Escape": hide(); return;
        default: return;
      }
      event.preventDefault();
      show(next, true);
    });
  }

  JSON.parse(document.getElementById("plots").textContent).forEach(attach);
})();
