// A chart that comes into view is drawn anew by the browser, so that it answers to the pointer and
// follows light and dark. The picture stays if that cannot be done. Nothing in a chart moves by
// itself, so there is nothing to still for those who want less motion.
const LIBRARY = "/components/vega.js";
const dark = matchMedia("(prefers-color-scheme: dark)");
const inView = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) draw(target);
});

// The specification names the dark twin of each of its colours.
function inRightLight(text) {
  if (!dark.matches) return JSON.parse(text);
  const twins = Object.entries(JSON.parse(text).usermeta.dark);
  return JSON.parse(twins.reduce((spec, [light, twin]) => spec.replaceAll(light, twin), text));
}

async function draw(figure) {
  inView.unobserve(figure);
  const picture = figure.querySelector("img");
  const canvas = figure.querySelector(".chart-canvas") ?? document.createElement("div");
  canvas.className = "chart-canvas";
  canvas.role = "img";
  canvas.ariaLabel = picture.alt;
  picture.before(canvas); // at once, so that who comes again meanwhile finds it
  try {
    const [{ vegaEmbed }, answer] = await Promise.all([import(LIBRARY), fetch(figure.dataset.chart)]);
    const spec = { ...inRightLight(await answer.text()), width: "container" };
    picture.hidden = true;
    // `ast` reads expressions without eval, which the content security policy forbids.
    await vegaEmbed(canvas, spec, {
      actions: false,
      ast: true,
      defaultStyle: false,
      renderer: "canvas",
      tooltip: (_handler, _event, _item, said) => {
        canvas.title = Object.entries(said ?? {}).map((pair) => pair.join(": ")).join("\n");
      },
    });
  } catch (error) {
    canvas.remove();
    picture.hidden = false;
    console.warn(error);
  }
}

function watch(part) {
  for (const figure of part.querySelectorAll("figure[data-chart]")) inView.observe(figure);
}

watch(document);
document.addEventListener("htmx:load", ({ detail }) => watch(detail.elt));
dark.addEventListener("change", () => {
  for (const canvas of document.querySelectorAll(".chart-canvas")) draw(canvas.closest("figure"));
});
