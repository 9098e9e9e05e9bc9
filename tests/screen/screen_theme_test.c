/* screen_theme_test.c - themes on terminals, and how much is sent: all when the theme changes, little when little does. */
#define _GNU_SOURCE
#include "screens.h"

#include <pty.h>

#include "terminal.h"

static const struct made pair[] = {
	{ .pid = 1, .comm = "anna", .mb = 40 },
	{ .pid = 2, .comm = "otto", .mb = 30 },
};

static struct pty *visit(struct world *w, const char *theme, const char *const *env)
{
	struct pty *p;

	WORLD(w, pair);
	p = ramtop_in(24, 100, env, "--proc", w->dir, "--theme", theme);
	expect_row(p, -1, "F1Help");
	expect_selected(p, "anna");
	return p;
}

static int background(const struct pty *p, const char *text, int col)
{
	int row;

	ck_assert(pty_find(p, text, &row, NULL));
	return pty_style(p, row, col).bg;
}

static void leave(struct world *w, struct pty *p)
{
	pty_close(p);
	world_close(w);
}

START_TEST(a_theme_is_chosen_by_its_name)
{
	struct world w;
	struct pty *p = visit(&w, "light", NULL);

	ck_assert_int_eq(background(p, "PID USER", 0), 252);
	ck_assert_int_eq(background(p, "anna", 6), 153);
	ck_assert_int_eq(background(p, "otto", 6), PTY_DEFAULT);
	leave(&w, p);
}
END_TEST

START_TEST(the_theme_of_contrast_brings_its_background_everywhere)
{
	struct world w;
	struct pty *p = visit(&w, "contrast", NULL);

	for (int row = 0; row < 24; row++)
		for (int col = 0; col < 100; col++)
			ck_assert_int_ne(pty_style(p, row, col).bg, PTY_DEFAULT);
	leave(&w, p);
}
END_TEST

static bool has_colors(const struct pty *p)
{
	for (int row = 0; row < 24; row++)
		for (int col = 0; col < 100; col++)
			if (pty_style(p, row, col).bg != PTY_DEFAULT || pty_style(p, row, col).fg != PTY_DEFAULT)
				return true;
	return false;
}

START_TEST(mono_has_no_colors_and_a_theme_asked_for_counts_more_than_no_color)
{
	struct world w;
	struct pty *p = visit(&w, "mono", PTY_LIST("COLORTERM=truecolor"));

	ck_assert(!has_colors(p));
	leave(&w, p);
	p = visit(&w, "light", PTY_LIST("NO_COLOR=1"));
	ck_assert(has_colors(p));
	leave(&w, p);
}
END_TEST

START_TEST(an_unknown_theme_is_a_fault)
{
	struct pty *p = ramtop("--theme", "pink");

	expect_exit(p, 2);
	expect_text(p, "ramtop: no theme is called 'pink': default, light, contrast and mono are");
	pty_close(p);
}
END_TEST

/* An entry of our own, so that nothing hangs on what is installed: with numbers one behind the other, or with a place for what the
 * standard calls a colour space, which many that pretend to be xterm do not know. */
static bool write_entry(const struct world *w, const char *numbers)
{
	char source[1024], command[256];

	snprintf(source, sizeof(source), "xterm-direct|made for a test, RGB, colors#0x1000000, pairs#0x7fff,\n"
	         "\tsetab=\\E[48%s%%p1%%{65536}%%/%%d;%%p1%%{256}%%/%%{255}%%&%%d;%%p1%%{255}%%&%%dm,\n"
	         "\tsetaf=\\E[38%s%%p1%%{65536}%%/%%d;%%p1%%{256}%%/%%{255}%%&%%d;%%p1%%{255}%%&%%dm,\n"
	         "\tuse=xterm-256color,\n", numbers, numbers);
	world_write(w, "direct.ti", source, strlen(source));
	snprintf(command, sizeof(command), "tic -x -o %s/terminfo %s/direct.ti 2>/dev/null", w->dir, w->dir);
	world_make(w, "terminfo");
	return system(command) == 0;
}

START_TEST(any_color_is_sent_where_the_terminal_says_that_it_shows_any)
{
	static const struct { const char *numbers, *says; int selected, title; } cases[] = {
		{ ";2;",  "COLORTERM=truecolor", PTY_RGB + 0x005f87, PTY_RGB + 0x444444 },
		{ ";2;",  "COLORTERM=24bit",     PTY_RGB + 0x005f87, PTY_RGB + 0x444444 },
		{ ";2;",  "COLORTERM=yes",       24,                 238 },
		{ ":2::", "COLORTERM=truecolor", 24,                 238 },
	};
	struct world w;
	char terminfo[128];

	WORLD(&w, pair);
	snprintf(terminfo, sizeof(terminfo), "TERMINFO=%s/terminfo", w.dir);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]) && write_entry(&w, cases[i].numbers); i++) {
		struct pty *p = ramtop_in(24, 100, PTY_LIST(terminfo, cases[i].says), "--proc", w.dir);
		expect_row(p, -1, "F1Help");
		expect_selected(p, "anna");
		ck_assert_int_eq(background(p, "anna", 6), cases[i].selected);
		ck_assert_int_eq(background(p, "PID USER", 0), cases[i].title);
		ck_assert_int_eq(background(p, "otto", 99), PTY_DEFAULT);
		pty_close(p);
	}
	world_close(&w);
}
END_TEST

START_TEST(a_terminal_without_an_entry_for_any_color_gets_its_palette)
{
	struct world w;
	struct pty *p = visit(&w, "default", PTY_LIST("TERM=screen-256color", "COLORTERM=24bit"));

	ck_assert_int_eq(background(p, "anna", 6), 24);
	leave(&w, p);
}
END_TEST

/* ---- what is sent ------------------------------------------------------------------------------------------------------ */

START_TEST(a_tick_in_which_one_cell_changes_sends_little)
{
	struct world w;
	struct pty *p = visit(&w, "default", NULL);
	size_t before, after;

	/* A column beside which nothing changes: no sum of it is shown. */
	pty_type(p, "\\rss>0" KEY_ENTER);
	expect_row(p, -2, "filter");
	expect_gone(p, "Filter:");
	pty_raw(p, &before);
	world_put(&w, &(struct made){ .pid = 2, .comm = "otto", .mb = 30, .seconds = 7 });
	expect_cell(p, "otto", "TIME", "0:07.00");
	pty_raw(p, &after);
	ck_assert_uint_gt(after, before);
	ck_assert_msg(after - before < 200, "%zu bytes", after - before);
	leave(&w, p);
}
END_TEST

static void show_twice(void)
{
	struct canvas c = { 0 };
	struct err e;

	setenv("TERM", "xterm-256color", 1);
	unsetenv("COLORTERM");
	terminal_theme(themes_find("default"));
	if (!terminal_open(&e))
		_exit(1);
	canvas_start(&c, 24, 80);
	canvas_put(&c, 3, 0, 80, STYLE_WRONG, "seen once");
	canvas_put(&c, 4, 0, 80, STYLE_TEXT, "plain words");
	terminal_show(&c, CHANGES);
	terminal_show(&c, CHANGES);
	terminal_theme(themes_find("light"));
	terminal_show(&c, CHANGES);
	terminal_show(&c, CHANGES);
	terminal_close();
	canvas_free(&c);
	_exit(0);
}

static size_t count(const char *bytes, size_t length, const char *what)
{
	size_t n = 0;

	for (const char *at = bytes; (at = memmem(at, length - (size_t)(at - bytes), what, strlen(what))); at += strlen(what))
		n++;
	return n;
}

START_TEST(another_theme_sends_everything_again_and_only_once)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	static char bytes[65536];
	size_t length = 0;
	ssize_t n;
	int fd, status;
	pid_t pid = forkpty(&fd, NULL, NULL, &size);

	ck_assert_int_ge(pid, 0);
	if (pid == 0)
		show_twice();
	while (length < sizeof(bytes) && (n = read(fd, bytes + length, sizeof(bytes) - length)) > 0)
		length += (size_t)n;
	waitpid(pid, &status, 0);
	ck_assert_int_eq(status, 0);
	ck_assert_uint_eq(count(bytes, length, "seen once"), 2);
	ck_assert_uint_eq(count(bytes, length, "plain words"), 2);
	ck_assert_uint_eq(count(bytes, length, "38;5;203m"), 1);
	ck_assert_uint_eq(count(bytes, length, "38;5;160m"), 1);
	close(fd);
}
END_TEST

SUITE(screen_theme, a_theme_is_chosen_by_its_name, the_theme_of_contrast_brings_its_background_everywhere,
      mono_has_no_colors_and_a_theme_asked_for_counts_more_than_no_color, an_unknown_theme_is_a_fault,
      any_color_is_sent_where_the_terminal_says_that_it_shows_any, a_terminal_without_an_entry_for_any_color_gets_its_palette,
      a_tick_in_which_one_cell_changes_sends_little, another_theme_sends_everything_again_and_only_once)
