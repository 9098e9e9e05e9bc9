/* screen_cursor_test.c - where the terminal's cursor stands: those who read by ear or by finger follow it. */
#define _GNU_SOURCE
#include "screens.h"

static const struct made trio[] = {
	{ .pid = 1, .comm = "high", .mb = 40 },
	{ .pid = 2, .comm = "middle", .mb = 30 },
	{ .pid = 3, .comm = "deep", .mb = 20 },
};

struct spot {
	const char *text;
	bool visible;
};

/* In the row of the text. */
static bool stands_at(const struct pty *p, void *arg)
{
	const struct spot *s = arg;
	int row;

	return pty_find(p, s->text, &row, NULL) && pty_cursor(p).row == row && pty_cursor(p).visible == s->visible;
}

#define expect_cursor(p, text, visible) \
	PTY_EXPECT(p, pty_wait(p, stands_at, &(struct spot){ text, visible }), "the cursor is not at", text)

static struct pty *visit(struct world *w, const char *option)
{
	struct pty *p;

	WORLD(w, trio);
	p = ramtop("--proc", w->dir, option);
	expect_row(p, -1, "F1Help");
	expect_selected(p, "high");
	return p;
}

static void leave(struct world *w, struct pty *p)
{
	pty_close(p);
	world_close(w);
}

START_TEST(the_cursor_stands_on_the_selected_row_and_is_not_seen)
{
	struct world w;
	struct pty *p = visit(&w, "-t");

	expect_cursor(p, "high", false);
	ck_assert_int_eq(pty_cursor(p).col, 0);
	pty_type(p, KEY_DOWN);
	expect_cursor(p, "middle", false);
	/* A tick draws elsewhere, and it comes back. */
	world_put(&w, &(struct made){ .pid = 3, .comm = "deep", .mb = 21 });
	expect_cell(p, "deep", "RSS", "21M");
	expect_cursor(p, "middle", false);
	/* The bar may be hidden: where one is stays known. */
	pty_type(p, KEY_ESC);
	expect_cursor(p, "middle", false);
	pty_resize(p, 20, 90);
	expect_row(p, -1, "F1Help");
	expect_cursor(p, "middle", false);
	leave(&w, p);
}
END_TEST

START_TEST(it_stands_on_what_is_chosen_in_menus_and_lists)
{
	struct world w;
	struct pty *p = visit(&w, "-t");

	pty_type(p, "k");
	expect_cursor(p, "15 SIGTERM ", false);
	/* With its number: the line of TERM+KILL names SIGKILL too. */
	pty_type(p, "9");
	expect_cursor(p, " 9 SIGKILL ", false);
	pty_type(p, KEY_ESC);
	expect_cursor(p, "high", false);
	pty_type(p, "G\t");
	expect_row(p, -2, "groups by");
	expect_text(p, "deep");
	pty_type(p, KEY_DOWN);
	expect_cursor(p, "middle", false);
	pty_type(p, "L");
	pty_type(p, "q");
	expect_row(p, -1, "F1Help");
	pty_type(p, "L");
	expect_text(p, "unexplained");
	pty_type(p, KEY_HOME);
	expect_cursor(p, "processes (PSS)", false);
	leave(&w, p);
}
END_TEST

START_TEST(where_one_types_it_is_seen)
{
	struct world w;
	struct pty *p = visit(&w, "-t");
	struct pty_cursor c;

	pty_type(p, "/mid");
	expect_row(p, -1, "Search: mid");
	expect_cursor(p, "Search: mid", true);
	c = pty_cursor(p);
	pty_type(p, "d");
	expect_row(p, -1, "Search: midd");
	expect_cursor(p, "Search: midd", true);
	ck_assert_int_eq(pty_cursor(p).col, c.col + 1);
	pty_type(p, KEY_ENTER);
	expect_cursor(p, "middle", false);
	leave(&w, p);
}
END_TEST

START_TEST(an_option_shows_it_always)
{
	struct world w;
	struct pty *p = visit(&w, "--cursor");

	expect_cursor(p, "high", true);
	pty_type(p, KEY_DOWN);
	expect_cursor(p, "middle", true);
	pty_type(p, "k");
	expect_cursor(p, "SIGTERM ", true);
	leave(&w, p);
}
END_TEST

SUITE(screen_cursor, the_cursor_stands_on_the_selected_row_and_is_not_seen, it_stands_on_what_is_chosen_in_menus_and_lists,
      where_one_types_it_is_seen, an_option_shows_it_always)
