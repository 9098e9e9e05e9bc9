/* screen_looks_test.c - terminals with many colours, few, none, and without letters beyond ASCII. */
#define _GNU_SOURCE
#include "screens.h"

#include <ctype.h>

static const struct made family[] = {
	{ .pid = 1, .comm = "mother", .mb = 40 },
	{ .pid = 2, .comm = "sister", .mb = 30, .ppid = 1 },
	{ .pid = 3, .comm = "brother", .mb = 20, .ppid = 1 },
};

static struct pty *visit(struct world *w, const char *option, const char *const *env)
{
	struct pty *p;

	WORLD(w, family);
	p = ramtop_in(24, 100, env, "--proc", w->dir, option);
	expect_row(p, 0, "avail");
	expect_row(p, 4, "RSS");
	expect_row(p, -1, "F1Help");
	pty_type(p, KEY_DOWN " ");
	expect_text(p, "tagged");
	pty_type(p, KEY_UP KEY_UP "k");
	expect_text(p, "Send a signal");
	pty_type(p, KEY_ESC);
	expect_gone(p, "Send a signal");
	expect_selected(p, "mother");
	expect_tagged(p, "sister");
	expect_plain(p, "brother");
	return p;
}

static void leave(struct world *w, struct pty *p)
{
	pty_close(p);
	world_close(w);
}

/* Whether this "select graphic rendition" (ESC [ numbers m) sets a colour; *many: one of 256. */
static bool sets_color(const char *numbers, bool *many)
{
	bool colors = false;

	for (const char *at = numbers; *at != 'm'; at++) {
		long n = strtol(at, (char **)(uintptr_t)&at, 10);
		if (n == 38 || n == 48)
			*many = true;
		colors = colors || (n >= 30 && n <= 49) || (n >= 90 && n <= 107);
		if (*at == 'm')
			break;
	}
	return colors;
}

static bool writes_colors(struct pty *p, bool *many)
{
	size_t length;
	const char *raw = pty_raw(p, &length);
	bool colors = false;

	*many = false;
	for (const char *at = raw; (at = memmem(at, length - (size_t)(at - raw), "\033[", 2)); at += 2) {
		size_t n = 2;
		while (at + n < raw + length && (isdigit((unsigned char)at[n]) || at[n] == ';'))
			n++;
		if (at + n < raw + length && at[n] == 'm')
			colors = sets_color(at + 2, many) || colors;
	}
	return colors;
}

START_TEST(the_usual_terminal_has_many_colors)
{
	struct world w;
	struct pty *p = visit(&w, "-t", NULL);
	bool many;

	ck_assert(writes_colors(p, &many));
	ck_assert(many);
	leave(&w, p);
}
END_TEST

START_TEST(a_terminal_with_8_colors_gets_no_others)
{
	struct world w;
	struct pty *p = visit(&w, "-t", PTY_LIST("TERM=xterm"));
	bool many;

	ck_assert(writes_colors(p, &many));
	ck_assert(!many);
	leave(&w, p);
}
END_TEST

START_TEST(no_color_means_none)
{
	bool many;

	for (int i = 0; i < 2; i++) {
		struct world w;
		struct pty *p = i ? visit(&w, "--no-color", NULL) : visit(&w, "-t", PTY_LIST("NO_COLOR=1"));
		ck_assert(!writes_colors(p, &many));
		leave(&w, p);
	}
}
END_TEST

START_TEST(a_vt100_shows_the_same_without_colors)
{
	struct world w;
	struct pty *p = visit(&w, "-t", PTY_LIST("TERM=vt100"));
	bool many;

	expect_cell(p, "mother", "TREE RSS", "90M");
	expect_text(p, "├─ sister");
	ck_assert(!writes_colors(p, &many));
	leave(&w, p);
}
END_TEST

START_TEST(ascii_is_enough_for_bars_and_branches)
{
	struct world w;
	struct pty *p = visit(&w, "-t", PTY_LIST("LC_ALL=C"));

	expect_row(p, 0, "#");
	expect_row(p, 0, "%");
	expect_row(p, 0, ":");
	expect_row(p, 1, "#used 3.75G");
	expect_row(p, 4, "TREE RSSv");
	expect_text(p, "- mother");
	expect_text(p, "|- sister");
	expect_text(p, "`- brother");
	leave(&w, p);
}
END_TEST

static bool was_sent(const struct pty *p, size_t since, const char *text)
{
	size_t length;
	const char *raw = pty_raw(p, &length);

	return memmem(raw + since, length - since, text, strlen(text));
}

/* All that stands still was sent again. */
static bool is_drawn_anew(const struct pty *p, void *since)
{
	size_t from = *(size_t *)since;

	return was_sent(p, from, "baker") && was_sent(p, from, "COMMAND") && was_sent(p, from, "Help");
}

/* What a slow line has to carry: the cell, and nothing of the rows, the titles and the keys that stand as they did. */
START_TEST(a_tick_sends_what_has_changed_and_no_more)
{
	static const struct made still[] = { { .pid = 10, .comm = "baker", .mb = 30 }, { .pid = 20, .comm = "smith", .mb = 90 } };
	struct world w;
	struct pty *p;
	size_t before;

	WORLD(&w, still);
	p = ramtop("--proc", w.dir);
	expect_cell(p, "smith", "RSS", "90M");
	/* The first ticks fill in what one sample cannot tell. */
	expect_cell(p, "smith", "CPU%", "0.0");
	world_put(&w, &(struct made){ .pid = 20, .comm = "smith", .mb = 91 });
	expect_cell(p, "smith", "RSS", "91M");
	pty_raw(p, &before);
	world_put(&w, &(struct made){ .pid = 20, .comm = "smith", .mb = 95 });
	expect_cell(p, "smith", "RSS", "95M");
	ck_assert(was_sent(p, before, "5"));
	ck_assert(!was_sent(p, before, "baker"));
	ck_assert(!was_sent(p, before, "smith"));
	ck_assert(!was_sent(p, before, "COMMAND"));
	ck_assert(!was_sent(p, before, "Help"));
	/* A screen that is drawn anew has all of them: they would have been seen. */
	pty_type(p, KEY_CTRL_L);
	ck_assert(pty_wait(p, is_drawn_anew, &before));
	pty_close(p);
	world_close(&w);
}
END_TEST

SUITE(screen_looks, a_tick_sends_what_has_changed_and_no_more, the_usual_terminal_has_many_colors, a_terminal_with_8_colors_gets_no_others, no_color_means_none,
      a_vt100_shows_the_same_without_colors, ascii_is_enough_for_bars_and_branches)
