/* run_picture.c - two plots one above the other, and what is said of them: peaks, OOM kills, the command. Counts nothing. */
#include "run_picture.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "command_text.h"
#include "plot_axis.h"
#include "run_page.h"
#include "run_plots.h"
#include "unit.h"
#include "vec.h"
#include "xml.h"

#define HEIGHT 722
#define KINDS_TOP 110
#define NAMES_TOP 426
#define PLOT_HEIGHT 256
#define OOM_LABEL 195        /* as wide as what is said of an OOM kill may be */
#define TITLE 96             /* characters, as many as have room in a line */
#define COMMAND 1000         /* where there is more room */
#define TEXT 48

static const char style[] =
	"text{font:12px sans-serif;fill:#333}.title{font-size:17px;font-weight:bold;fill:#111}.head{font-size:13px;font-weight:bold;fill:#111}"
	".faint{font-weight:normal;font-size:12px;fill:#666}.right{text-anchor:end}.middle{text-anchor:middle}.halo{paint-order:stroke;"
	"stroke:#fff;stroke-width:3px}.grid{stroke:#e2e2e2}.base{stroke:#888}.band{fill-opacity:.9}.top{fill:none;stroke:#333;stroke-width:.6;"
	"stroke-linejoin:round}.veil{fill:#fff;fill-opacity:.5;pointer-events:none}.peak{stroke:#333;stroke-dasharray:5 4}"
	".look{stroke:#999}.dot{fill:#333;stroke:#fff}.swap{stroke:#111;stroke-width:1.5;fill:none}.oom{stroke:#c00;stroke-width:1.5}.kill{fill:#c00;font-weight:bold;font-size:11px}";

static const char *bytes(char out[TEXT], uint64_t n)
{
	unit_format(out, TEXT, UNIT_BYTES, value_number(n));
	return out;
}

static const char *moment(char out[TEXT], uint64_t ns)
{
	plot_axis_moment(out, TEXT, ns);
	return out;
}

/* ---- above the plots ----------------------------------------------------------------------------------------------------------- */

/* Its words, with blanks between them, so many characters at most. */
static void put_command(FILE *out, char *const argv[], size_t characters)
{
	char line[4 * COMMAND + 8];
	size_t used = 0;

	for (size_t i = 0; argv[i] && used < sizeof(line) - 1; i++) {
		size_t n = strlen(argv[i]), room;
		if (i)
			line[used++] = ' ';
		room = sizeof(line) - used;
		n = n < room ? n : room;
		memcpy(line + used, argv[i], n);
		used += n;
	}
	xml_text_short(out, line, used, characters);
}

static void put_title(FILE *out, const struct run_told *told)
{
	const struct child *c = told->child;
	char wall[TEXT], end[COMMAND_END];

	fputs("<text x=\"20\" y=\"32\" class=\"title\">", out);
	put_command(out, told->argv, TITLE);
	fputs("</text>\n<text x=\"20\" y=\"53\" class=\"faint\">", out);
	fprintf(out, "%s after %s · %s%" PRIu64 " process%s", command_end_text(end, c->status), moment(wall, c->wall_ns),
	        c->has_all ? "" : "at least ", c->processes, c->processes == 1 ? "" : "es");
	if (c->left)
		fprintf(out, ", %" PRIu64 " still running", c->left);
	fprintf(out, "</text>\n<text x=\"%d\" y=\"53\" class=\"right faint\">ramtop %s</text>\n", PLOT_RIGHT - 20, told->version);
}

/* What a plot shows, and why it is not what one would rather see: a line that may name files. */
static void put_head(FILE *out, const struct plot *p, int y, const char *what, const char *by, uint64_t taken, const char *why_not)
{
	fprintf(out, "<text x=\"20\" y=\"%d\" class=\"head\">%s <tspan class=\"faint\">%s", y, what, by);
	fprintf(out, ", %" PRIu64 " sample%s%s%s", taken, taken == 1 ? "" : "s", plot_is_pale(p) ? "; pale where none was taken for long" : "",
	        *why_not ? "; no charge: " : "");
	xml_text_short(out, why_not, strlen(why_not), TITLE);
	fputs("</tspan></text>\n", out);
}

/* ---- within them --------------------------------------------------------------------------------------------------------------- */

static void put_nothing(FILE *out, const struct plot *p)
{
	if (!p->points)
		fprintf(out, "<text x=\"%d\" y=\"%d\" class=\"middle faint\">it had ended before it was looked at</text>\n", PLOT_LEFT + PLOT_WIDTH / 2,
		        p->top + PLOT_HEIGHT / 2);
}

/* A line at the highest, and what is said of it above its right end. */
static void put_highest(FILE *out, const struct plot *p, uint64_t highest, const char *said)
{
	double y = plot_y(p, highest);

	fprintf(out, "<path class=\"peak\" d=\"M%d,%.1fh%d\"/><text x=\"%d\" y=\"%.1f\" class=\"right halo\">%s</text>\n", PLOT_LEFT, y, PLOT_WIDTH,
	        PLOT_LEFT + PLOT_WIDTH - 4, y - 7, said);
}

static void put_dot(FILE *out, const struct plot *p, uint64_t at_ns, uint64_t highest)
{
	fprintf(out, "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/>\n", plot_x(p, at_ns), plot_y(p, highest));
}

static void put_peak(FILE *out, const struct plot *p, const struct child *c)
{
	const struct course_point *h = &c->course.highest;
	char peak[TEXT], highest[TEXT], at[TEXT], said[4 * TEXT];

	if (c->has_peak && c->course.taken)
		snprintf(said, sizeof(said), "peak %s, exact; highest sample %s at %s", bytes(peak, c->peak), bytes(highest, h->charge),
		         moment(at, h->at_ns));
	else if (c->has_peak)
		snprintf(said, sizeof(said), "peak %s, exact", bytes(peak, c->peak));
	else
		snprintf(said, sizeof(said), "highest %s at %s, sampled", bytes(highest, h->charge), moment(at, h->at_ns));
	if (c->has_peak || c->course.taken)
		put_highest(out, p, child_peak(c), said);
	if (c->course.taken)
		put_dot(out, p, h->at_ns, h->charge);
}

static void put_pss(FILE *out, const struct plot *p, const struct child *c)
{
	const struct shares_point *h = &c->shares.highest;
	char highest[TEXT], at[TEXT], said[4 * TEXT];

	if (!c->shares.taken)
		return;
	snprintf(said, sizeof(said), "highest %s at %s, sampled", bytes(highest, h->pss), moment(at, h->at_ns));
	put_highest(out, p, h->pss, said);
	put_dot(out, p, h->at_ns, h->pss);
}

/* A line for itself: it is beside what is in RAM. */
static void put_swap(FILE *out, const struct plot *p, const struct child *c)
{
	const struct course_point *points = c->course.thinned.points.data;
	char most[TEXT];
	bool is_on = false;

	if (!c->course.has_swap || !c->course.swap)
		return;
	fputs("<path class=\"swap\" d=\"", out);
	for (size_t i = 0; i < c->course.thinned.points.count; i++) {
		if (points[i].has_swap)
			fprintf(out, "%c%.1f,%.1f", is_on ? 'L' : 'M', plot_x(p, points[i].at_ns), plot_y(p, points[i].swap));
		is_on = points[i].has_swap;
	}
	fprintf(out, "\"/><path class=\"swap\" d=\"M%d,%dh11\"/><text x=\"%d\" y=\"%d\">swap, beside it</text>", PLOT_LEGEND, p->top + 6,
	        PLOT_LEGEND + 17, p->top + 10);
	fprintf(out, "<text x=\"%d\" y=\"%d\" class=\"right\">%s</text>\n", PLOT_RIGHT - 20, p->top + 10, bytes(most, c->course.swap));
}

/* ---- over both ----------------------------------------------------------------------------------------------------------------- */

static void put_kill_line(FILE *out, double x)
{
	fprintf(out, "<path class=\"oom\" d=\"M%.1f,%dV%dM%.1f,%dV%d\"/>", x, KINDS_TOP - 8, KINDS_TOP + PLOT_HEIGHT, x, NAMES_TOP,
	        NAMES_TOP + PLOT_HEIGHT);
}

/* What is near the one before is told with it. */
static void put_kills(FILE *out, const struct plot *p, const struct child *c)
{
	for (size_t i = 0, next; i < c->mark_count; i = next) {
		char at[TEXT], times[TEXT] = "";
		double x = plot_x(p, c->marks[i].at_ns);
		uint64_t kills = 0;
		for (next = i; next < c->mark_count && plot_x(p, c->marks[next].at_ns) < x + OOM_LABEL; next++) {
			kills += c->marks[next].kills;
			put_kill_line(out, plot_x(p, c->marks[next].at_ns));
		}
		if (kills > 1)
			snprintf(times, sizeof(times), " ×%" PRIu64, kills);
		fprintf(out, "<text x=\"%.1f\" y=\"%d\" class=\"kill\">OOM kill%s seen at %s</text>\n", x - 2, KINDS_TOP - 12, times,
		        moment(at, c->marks[i].at_ns));
	}
}

void run_picture_svg(FILE *out, const struct run_told *told, struct run_plots *plots)
{
	const struct child *c = told->child;
	struct plot *kinds = &plots->kinds, *names = &plots->names;

	kinds->top = KINDS_TOP;
	names->top = NAMES_TOP;
	kinds->height = names->height = PLOT_HEIGHT;
	fprintf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\">\n<title>", PLOT_RIGHT, HEIGHT);
	put_command(out, told->argv, COMMAND);
	fprintf(out, "</title>\n<style>%s</style>\n", style);
	fprintf(out, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", PLOT_RIGHT, HEIGHT);
	put_title(out, told);
	put_head(out, kinds, KINDS_TOP - (c->mark_count ? 30 : 14), c->is_charged ? "What the kernel charged" : "Sum of PSS", "by kind", c->course.taken,
	         c->is_charged ? "" : c->why_not.text);
	plot_frame(out, kinds, PLOT_NO_TIMES);
	plot_bands(out, kinds);
	plot_legend(out, kinds, "at the highest sample");
	put_nothing(out, kinds);
	put_swap(out, kinds, c);
	put_head(out, names, NAMES_TOP - 14, "Sum of PSS", "by process name", c->shares.taken, "");
	plot_frame(out, names, PLOT_TIMES);
	plot_bands(out, names);
	plot_legend(out, names, "peak of all of a name");
	put_nothing(out, names);
	put_kills(out, kinds, c);
	put_peak(out, kinds, c);
	put_pss(out, names, c);
	fputs("</svg>\n", out);
}

static void put_svg(FILE *out, const struct run_told *told)
{
	struct run_plots plots;

	run_plots_init(&plots, told->child);
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", out);
	run_picture_svg(out, told, &plots);
	run_plots_free(&plots);
}

static const struct run_picture pictures[] = {
	{ ".svg",  put_svg },
	{ ".html", run_page },
};

const struct run_picture *run_picture_find(const char *file, struct err *e)
{
	size_t length = strlen(file);

	for (size_t i = 0; i < ARRAY_LEN(pictures); i++) {
		size_t n = strlen(pictures[i].end);
		if (length > n && strcasecmp(file + length - n, pictures[i].end) == 0)
			return &pictures[i];
	}
	err_set(e, "--plot: '%s' ends neither in .svg nor in .html", file);
	return NULL;
}
