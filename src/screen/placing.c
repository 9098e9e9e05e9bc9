/* placing.c - gives each meter its place. Draws nothing, and knows no meter by name. */
#include "placing.h"

#include <limits.h>
#include <string.h>

#define MARGIN 1              /* cells left of a line */
#define RIGHT 5               /* right of a line that is bars and graphs only */
#define GAP 3                 /* between two meters */
#define TRAIL_CELLS 4         /* a trail of fewer says nothing */
#define UNMEASURED -1

/* What a meter that is to be a bar or a graph counts for. */
enum claim {
	CLAIM_TEXT,           /* it is text if it must be */
	CLAIM_FRAME,          /* what stands before and behind the bar */
	CLAIM_LEAST,          /* and a bar that says something */
};

struct item {
	struct spot spot;
	int home;                 /* the line that the plan has it in */
	int text[2][2], frame[2]; /* widths: of the text by is_short and leads, of the frame by leads */
};

struct row {
	struct item *items[PLAN_METERS];
	size_t count;
};

struct work {
	struct item items[PLAN_METERS];
	struct row rows[PLAN_LINES];
	size_t count;
	int lines, cols;
	const struct seen *seen;
	enum text_set set;
};

static int measure(const struct work *w, const struct item *i, enum meter_style style, bool is_short, bool leads)
{
	struct pen p = { .end = INT_MAX, .set = w->set, .is_short = is_short, .leads = leads };

	meter_draw(&p, i->spot.meter, style, 0, w->seen);
	return p.col;
}

static int width_of(const struct work *w, struct item *i, bool leads, enum claim claim)
{
	bool is_text = i->spot.style == METER_TEXT || i->spot.is_short || claim == CLAIM_TEXT;
	int *width = is_text ? &i->text[i->spot.is_short][leads] : &i->frame[leads];

	if (*width == UNMEASURED)
		*width = measure(w, i, is_text ? METER_TEXT : i->spot.style, i->spot.is_short, leads);
	return *width + (is_text || claim == CLAIM_FRAME ? 0 : METER_CELLS);
}

/* Where the row ends. */
static int row_end(const struct work *w, const struct row *r, enum claim claim)
{
	int col = MARGIN;

	for (size_t k = 0; k < r->count; k++) {
		int width = width_of(w, r->items[k], col == MARGIN, claim);
		col += width ? width + (col > MARGIN ? GAP : 0) : 0;
	}
	return col;
}

/* Puts the item at the end of the line, if there is room. */
static bool put(struct work *w, int line, struct item *i, bool is_short, enum claim claim)
{
	struct row *r = &w->rows[line];

	i->spot.is_short = is_short;
	r->items[r->count++] = i;
	if (row_end(w, r, claim) <= w->cols) {
		i->spot.line = line;
		return true;
	}
	r->count--;
	return false;
}

/* The same when all of the line is made short. */
static bool squeeze(struct work *w, int line, struct item *i)
{
	struct row *r = &w->rows[line];
	bool was[PLAN_METERS];

	for (size_t k = 0; k < r->count; k++) {
		was[k] = r->items[k]->spot.is_short;
		r->items[k]->spot.is_short = true;
	}
	if (put(w, line, i, true, CLAIM_TEXT))
		return true;
	for (size_t k = 0; k < r->count; k++)
		r->items[k]->spot.is_short = was[k];
	return false;
}

/* Looks for room in later lines, and in its own where fewer words help. Those that stand there keep their bars. */
static void move(struct work *w, struct item *i)
{
	for (int line = i->home + 1; line < w->lines; line++)
		if (put(w, line, i, false, CLAIM_LEAST))
			return;
	if (put(w, i->home, i, true, CLAIM_TEXT))
		return;
	for (int line = i->home + 1; line < w->lines; line++)
		if (put(w, line, i, true, CLAIM_LEAST))
			return;
	for (int line = i->home; line < w->lines; line++)
		if (squeeze(w, line, i))
			return;
}

static void fill_rows(struct work *w)
{
	struct item *left[PLAN_METERS];
	size_t n = 0;

	for (size_t k = 0; k < w->count; k++) {
		struct item *i = &w->items[k];
		/* The first of a line finds no more room elsewhere. */
		bool first = w->rows[i->home].count == 0;
		if (!put(w, i->home, i, false, CLAIM_TEXT) && !(first && put(w, i->home, i, true, CLAIM_TEXT)))
			left[n++] = i;
	}
	for (size_t k = 0; k < n; k++)
		move(w, left[k]);
}

static bool is_bar(const struct item *i)
{
	return i->spot.style != METER_TEXT;
}

static bool has_text(const struct work *w, const struct row *r)
{
	for (size_t k = 0; k < r->count; k++)
		if (!is_bar(r->items[k]) && width_of(w, r->items[k], false, CLAIM_TEXT) > 0)
			return true;
	return false;
}

/* How many bars and graphs the line has room for; the last ones become text. *left: what they share. */
static int count_bars(struct work *w, struct row *r, int *left)
{
	struct item *last;
	int bars;

	for (;;) {
		bars = 0;
		last = NULL;
		for (size_t k = 0; k < r->count; k++)
			if (is_bar(r->items[k])) {
				last = r->items[k];
				bars++;
			}
		*left = w->cols - row_end(w, r, CLAIM_FRAME) - (has_text(w, r) ? 0 : RIGHT);
		if (!last || *left >= bars * METER_CELLS)
			return bars;
		last->spot.style = METER_TEXT;
	}
}

static void share(struct work *w, struct row *r)
{
	int left, bars = count_bars(w, r, &left), most = w->cols;

	/* Beside text a bar is small: there the figures are read. */
	if (has_text(w, r))
		most = w->cols >= 100 ? 24 : 10;

	for (int wide = 0; wide <= 1; wide++)
		for (size_t k = 0; k < r->count; k++) {
			struct spot *s = &r->items[k]->spot;
			if (!is_bar(r->items[k]) || s->meter->is_wide != wide)
				continue;
			s->cells = left / bars--;
			if (!wide && s->cells > most)
				s->cells = most;
			left -= s->cells;
		}
	for (size_t k = 0; k < r->count; k++) {
		struct spot *s = &r->items[k]->spot;
		if (s->style != METER_TEXT || !s->meter->trail || left < 2 + TRAIL_CELLS)
			continue;
		s->cells = left - 2 < s->meter->trail ? left - 2 : s->meter->trail;
		left -= 2 + s->cells;
	}
}

static void settle(struct work *w, struct row *r, struct placing *out)
{
	int col = MARGIN;

	for (size_t k = 0; k < r->count; k++)
		if (r->items[k]->spot.is_short)
			r->items[k]->spot.style = METER_TEXT;
	share(w, r);
	for (size_t k = 0; k < r->count; k++) {
		struct spot *s = &r->items[k]->spot;
		s->leads = col == MARGIN;
		s->width = width_of(w, r->items[k], s->leads, CLAIM_FRAME);
		s->width += s->cells + (s->style == METER_TEXT && s->cells ? 2 : 0);
		if (s->width == 0)
			continue;
		s->col = col + (s->leads ? 0 : GAP);
		col = s->col + s->width;
		out->spots[out->count++] = *s;
	}
}

/* Whether there is something to draw but figures. */
static bool has_level(const struct meter *m, const struct seen *seen)
{
	double level;

	return m->level && m->level(seen, &level);
}

void placing_make(struct placing *out, const struct header_plan *plan, int lines, int cols, const struct seen *seen, enum text_set set)
{
	struct work w = { .lines = lines < PLAN_LINES ? lines : PLAN_LINES, .cols = cols, .seen = seen, .set = set };
	int line = -1;

	out->count = 0;
	for (size_t k = 0; k < plan->count; k++) {
		const struct plan_item *p = &plan->items[k];
		struct item *i = &w.items[w.count];
		line += p->begins;
		if (line >= w.lines)
			break;
		*i = (struct item){ .spot = { .meter = p->meter, .style = p->style }, .home = line };
		if (i->spot.style != METER_TEXT && !has_level(p->meter, seen))
			i->spot.style = METER_TEXT;
		memset(i->text, UNMEASURED, sizeof(i->text));
		memset(i->frame, UNMEASURED, sizeof(i->frame));
		w.count++;
	}
	fill_rows(&w);
	for (int l = 0; l < w.lines; l++)
		settle(&w, &w.rows[l], out);
}
