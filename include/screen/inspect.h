/* inspect.h - the screen of one process in depth: for inspect.c, which has its keys, and the files that read and draw for it. */
#ifndef INSPECT_H
#define INSPECT_H

#include "aside.h"
#include "browse.h"
#include "budget.h"
#include "inspection.h"
#include "ui.h"

enum page_name { PAGE_SUMMARY, PAGE_REGIONS, PAGE_THREADS, PAGE_FILES, PAGE_ENVIRONMENT, PAGE_LOCKS, PAGE_COMMAND, PAGES };

/* One of the tabs, and what was found for it last. */
struct page {
	struct job *job;               /* NULL: nothing was found yet */
	struct browse browse;          /* not of the summary */
	uint64_t asked_ns;             /* of CLOCK_MONOTONIC: when it was read for the last time; 0: never */
	uint64_t cost_ns;              /* of that */
	bool is_wanted;                /* at once, whatever it costs: it was opened, or a key was pressed */
	bool hangs;                    /* to read it takes too long: it may come late */
};

/* What the figures have been while it is open. */
struct track {
	struct vec points;             /* of struct point */
};

struct inspect {
	struct mark who;
	char name[256];                /* the command; printable */
	char user[64];
	uint64_t start_wall_ns;        /* since 1970; 0: not known */
	bool has_ended;
	bool is_open;
	enum page_name page;
	struct page pages[PAGES];
	struct browse mappings;        /* of the regions, one by one */
	bool is_ungrouped;
	struct vec lines;              /* of struct command_line: of the command, as wide as there was room */
	int lines_width;
	enum text_set set;
	struct regions_mark mark;
	uint64_t marked_ns;
	bool wants_mark;               /* with what is read next */
	size_t summary_top, summary_lines;
	size_t summary_found;          /* the line with what was searched for; SUMMARY_NONE: nothing was */
	char summary_sought[64];
	struct track rss, pss, swap;
	struct vec seen;               /* of struct point: rss, with what was known before it was opened */
	uint64_t last_serial;
	struct key_figures key;        /* the newest of each */
	struct value oom, oom_before, oom_alike;   /* its score, how many have a higher one, and how many others the same */

	struct aside *aside;           /* NULL: nothing was read yet */
	struct budget budget;
	int wake;                      /* eventfd: something was read */
	struct job *under_way;         /* not ours until it comes back; NULL: none */
};

/* A reading: made by the screen, worked by another thread, given back. */
struct job {
	struct inspection found;
	struct subject subject;
	struct procfs proc;            /* with a descriptor of its own: it may outlive the screen */
	atomic_int holders;            /* the screen, the thread: the last one frees it */
	atomic_bool cancelled, is_begun;
	enum page_name page;
	unsigned parts;
	bool is_asked_for;             /* by a key: it is not paid for */
};

/* inspect_read.c */
void inspect_ask(struct ui *ui);                       /* reads what is due, aside */
void inspect_take(struct ui *ui);                      /* takes what has been read */
void inspect_start(struct ui *ui);
void inspect_stop(struct inspect *in);                 /* waits a moment for what is under way */
void inspect_forget(struct inspect *in);               /* what was found */
void inspect_fill_mappings(struct inspect *in);        /* into their list, of what was found last */

/* inspect_top.c: in a row, in some rows, in a row from a column on */
void inspect_name_draw(struct ui *ui, int row);
void inspect_figures_draw(struct ui *ui, int row);
void inspect_chart_draw(struct ui *ui, int row, int rows);
void inspect_span_draw(struct ui *ui, int row, int col);   /* what the chart's width stands for */

/* Which part of the inspection a page is about. */
enum probe_end inspect_end_of(const struct inspection *found, enum page_name page);

/* inspect_draw.c, inspect_summary.c */
void inspect_draw(struct ui *ui);
void inspect_summary_draw(struct ui *ui, int row, int rows);

#define SUMMARY_NONE SIZE_MAX

/* Lines of the summary that hold a text, seen from one of them. */
struct summary_hits {
	size_t from, count;
	bool is_here;                  /* that one is among them */
	size_t before, behind;         /* the nearest ones; SUMMARY_NONE: there is none */
	size_t first, last;            /* of all, where there are some */
};

struct summary_hits inspect_summary_seek(struct ui *ui, const char *sought, size_t from);

/* inspect_find.c: the keys that search it. Whether it was one. */
bool inspect_summary_key(struct ui *ui, uint32_t key);

extern const char *const inspect_page_titles[PAGES];

/* inspect_track.c */
void inspect_take_sample(struct ui *ui);
void inspect_forget_points(struct inspect *in);        /* and all that was known of another process */

/* inspect_command.c */
void inspect_command_fill(struct inspect *in);              /* into its list, of what was found last */
void inspect_command_fit(struct inspect *in, int cols);     /* the same where the screen is of another width now */

/* The list of the page that is shown; NULL: it has none. */
static inline struct browse *inspect_list(struct inspect *in)
{
	return in->page == PAGE_SUMMARY ? NULL : in->page == PAGE_REGIONS && in->is_ungrouped ? &in->mappings : &in->pages[in->page].browse;
}

static inline const struct inspection *inspect_found(const struct inspect *in, enum page_name page)
{
	return in->pages[page].job ? &in->pages[page].job->found : NULL;
}

#endif
