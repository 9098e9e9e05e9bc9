/* run_page.c - the picture, what is under the pointer, tables, the report. Draws nothing itself. */
#include "run_page.h"

#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "run_plots.h"
#include "run_print.h"
#include "run_tables.h"
#include "xml.h"

static const char head[] =
	"<!DOCTYPE html>\n"
	"<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head>\n<meta charset=\"UTF-8\"/>\n"
	"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\"/>\n"
	"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
	"<style>body{margin:0 auto;max-width:1200px;background:#fff;color:#111;font-family:sans-serif}svg{display:block;width:100%}"
	"#tables{display:flex;flex-wrap:wrap;gap:1em 4em;margin:1em 2%}#tables table{border-collapse:collapse;font-size:13px;align-self:start}"
	"#tables th{color:#666;font-weight:normal;text-align:right;border-bottom:1px solid #888}#tables td{text-align:right;"
	"border-bottom:1px solid #e2e2e2;white-space:nowrap}#tables :is(th,td){padding:.25em 0 .25em 1.6em}"
	"#tables :is(th,td):first-child{padding-left:0;text-align:left}"
	"details{margin:1em 2% 2em;font-size:13px}summary{color:#666;cursor:pointer}"
	"pre{padding:1em;background:#f5f5f5;overflow-x:auto;line-height:1.45}"
	"#under{position:fixed;visibility:hidden;pointer-events:none;background:#fff;border:1px solid #888;padding:.5em .8em;font-size:12px;"
	"box-shadow:0 1px 4px #aaa}#under b{display:block;margin-top:.3em}#under table{width:100%;border-spacing:0}#under td{padding:0 0 0 1.2em;text-align:right}"
	"#under th{padding:0;font-weight:normal;text-align:left}@media print{#under{display:none}}</style>\n";

/* Written without the signs that XML would take for its own. The pointer tells the time; of each plot the last point that had come by
 * then is told, from the top band to the bottom one, as they stand. */
static const char script[] =
	"<script>\n"
	"'use strict';\n"
	"const run = JSON.parse(document.getElementById('run').textContent), svg = document.querySelector('svg');\n"
	"const under = document.getElementById('under'), line = document.createElementNS(svg.namespaceURI, 'path');\n"
	"line.setAttribute('stroke', '#333');\n"
	"svg.append(line);\n"
	"svg.querySelectorAll('title').forEach(title => title.remove());\n"
	"function bytes(n) {\n"
	"  let unit = 0;\n"
	"  for (; n >= (unit ? 999.5 : 1024); unit++) n /= 1024;\n"
	"  const digits = unit === 1 ? 0 : unit === 2 ? (n >= 9.95 ? 0 : 1) : n >= 99.95 ? 0 : n >= 9.995 ? 1 : 2;\n"
	"  return unit ? n.toFixed(digits) + 'KMGTPE'[unit - 1] : n + 'B';\n"
	"}\n"
	"function time(ns) {\n"
	"  return run.span_ns >= 1e9 ? (ns / 1e9).toFixed(2) + ' s' : (ns / 1e6).toFixed(2) + ' ms';\n"
	"}\n"
	"function add(to, name, text) {\n"
	"  const e = document.createElement(name);\n"
	"  e.textContent = text;\n"
	"  to.append(e);\n"
	"  return e;\n"
	"}\n"
	"function tell(plot, ns) {\n"
	"  const last = plot.at.filter(at => ns >= at).length - 1, table = document.createElement('table');\n"
	"  if (last === -1) return;\n"
	"  const held = plot.held[last];\n"
	"  add(under, 'b', plot.what + ' at ' + time(plot.at[last]) + ': ' + bytes(held.reduce((a, b) => a + b, 0)));\n"
	"  for (let i = held.length - 1; i >= 0; i--) {\n"
	"    if (held[i] === 0) continue;\n"
	"    const row = add(table, 'tr', ''), name = add(row, 'th', ''), mark = add(name, 'span', '\\u25a0 ');\n"
	"    mark.style.color = plot.bands[i].colour;\n"
	"    name.append(plot.bands[i].name);\n"
	"    add(row, 'td', bytes(held[i]));\n"
	"  }\n"
	"  under.append(table);\n"
	"}\n"
	"function hide() {\n"
	"  under.style.visibility = 'hidden';\n"
	"  line.setAttribute('d', '');\n"
	"}\n"
	"svg.addEventListener('pointerleave', hide);\n"
	"svg.addEventListener('pointermove', e => {\n"
	"  const at = new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.getScreenCTM().inverse()), part = (at.x - run.left) / run.width;\n"
	"  if (0 > part || part > 1 || run.top > at.y || at.y > run.bottom) return hide();\n"
	"  const ns = part * run.span_ns;\n"
	"  under.textContent = time(ns);\n"
	"  run.plots.forEach(plot => tell(plot, ns));\n"
	"  line.setAttribute('d', 'M' + at.x + ',' + run.top + 'V' + run.bottom);\n"
	"  under.style.left = (part > 0.5 ? e.clientX - under.offsetWidth - 16 : e.clientX + 16) + 'px';\n"
	"  under.style.top = Math.max(0, Math.min(e.clientY, innerHeight - under.offsetHeight - 8)) + 'px';\n"
	"  under.style.visibility = 'visible';\n"
	"});\n"
	"</script>\n";

/* ---- what the script reads ----------------------------------------------------------------------------------------------------- */

static void put_bands(struct json *j, const struct plot *p)
{
	char name[3 * sizeof(p->band->name)];

	json_key(j, "bands");
	json_open(j, '[');
	for (size_t k = 0; k < p->bands; k++) {
		json_open(j, '{');
		json_key(j, "name");
		json_text(j, name, text_printable(name, sizeof(name), p->band[k].name, strlen(p->band[k].name), TEXT_UNICODE));
		json_key(j, "colour");
		json_text(j, p->band[k].colour, strlen(p->band[k].colour));
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void put_plot(struct json *j, const struct plot *p, const char *what)
{
	json_open(j, '{');
	json_key(j, "what");
	json_text(j, what, strlen(what));
	put_bands(j, p);
	json_key(j, "at");
	json_open(j, '[');
	for (size_t i = 0; i < p->points; i++)
		json_number(j, p->at_ns[i]);
	json_close(j, ']');
	json_key(j, "held");
	json_open(j, '[');
	for (size_t i = 0; i < p->points; i++) {
		json_open(j, '[');
		for (size_t k = 0; k < p->bands; k++)
			json_number(j, *plot_value(p, i, k));
		json_close(j, ']');
	}
	json_close(j, ']');
	json_close(j, '}');
}

static void put_number(struct json *j, const char *key, uint64_t n)
{
	json_key(j, key);
	json_number(j, n);
}

static void put_data(FILE *out, const struct run_plots *r, const struct child *c)
{
	struct json j = { out, false };

	json_open(&j, '{');
	put_number(&j, "left", PLOT_LEFT);
	put_number(&j, "width", PLOT_WIDTH);
	put_number(&j, "top", (uint64_t)r->kinds.top);
	put_number(&j, "bottom", (uint64_t)(r->names.top + r->names.height));
	put_number(&j, "span_ns", r->kinds.span_ns);
	json_key(&j, "plots");
	json_open(&j, '[');
	put_plot(&j, &r->kinds, c->is_charged ? "charged" : "sum of PSS");
	put_plot(&j, &r->names, "sum of PSS");
	json_close(&j, ']');
	json_close(&j, '}');
}

/* ---- the page ------------------------------------------------------------------------------------------------------------------ */

/* Signs that HTML or XML would take for its own stand in strings only: there they may be written as numbers. */
static void put_guarded(FILE *out, const char *json, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (strchr("<>&", json[i]) && json[i])
			fprintf(out, "\\u%04x", (unsigned)json[i]);
		else
			putc(json[i], out);
}

static void put_report(FILE *out, const struct run_told *told)
{
	char *text;
	size_t length, line;
	FILE *report = open_memstream(&text, &length);

	if (!report)
		die("no memory for a report");
	run_print_lines(report, told->argv, told->child, TEXT_UNICODE);
	fclose(report);
	fputs("<details>\n<summary>The report as it is in a terminal</summary>\n<pre>", out);
	for (const char *at = text; at < text + length; at += line + 1) {
		line = strcspn(at, "\n");
		xml_text(out, at, line);
		putc('\n', out);
	}
	fputs("</pre>\n</details>\n", out);
	free(text);
}

static void put_script(FILE *out, const struct run_plots *plots, const struct child *c)
{
	char *text;
	size_t length;
	FILE *data = open_memstream(&text, &length);

	if (!data)
		die("no memory for a page");
	put_data(data, plots, c);
	fclose(data);
	fputs("<div id=\"under\"></div>\n<script type=\"application/json\" id=\"run\">", out);
	put_guarded(out, text, length);
	fprintf(out, "</script>\n%s", script);
	free(text);
}

void run_page(FILE *out, const struct run_told *told)
{
	struct run_plots plots;

	run_plots_init(&plots, told->child);
	fprintf(out, "%s<title>", head);
	xml_text_short(out, told->argv[0], strlen(told->argv[0]), 60);
	fputs(": what it held</title>\n</head>\n<body>\n", out);
	run_picture_svg(out, told, &plots);
	fputs("<div id=\"tables\">\n", out);
	run_tables_figures(out, told->child);
	run_tables_names(out, told->child);
	fputs("</div>\n", out);
	put_report(out, told);
	put_script(out, &plots, told->child);
	fputs("</body>\n</html>\n", out);
	run_plots_free(&plots);
}
