/* screen_alert_test.c - an alert on the screen: the row, the bell, the status line, the key that silences it. */
#define _GNU_SOURCE
#include <time.h>

#include "screens.h"

static const struct made shelf[] = {
	{ .pid = 1, .comm = "atlas", .mb = 60 },
	{ .pid = 2, .comm = "bible", .mb = 50 },
	{ .pid = 3, .comm = "comic", .mb = 40 },
};

static size_t bells(const struct pty *p)
{
	const char *raw;
	size_t n = 0, length;

	raw = pty_raw(p, &length);
	for (size_t i = 0; i < length; i++)
		n += raw[i] == '\a';
	return n;
}

static void set_size(struct world *w, unsigned mb)
{
	world_put(w, &(struct made){ .pid = 3, .comm = "comic", .mb = mb });
}

START_TEST(an_alert_marks_its_row_rings_once_and_is_silenced)
{
	struct world w;
	struct pty *p;
	int row;

	WORLD(&w, shelf);
	p = ramtop("--proc", w.dir, "--alert", "rss>100m");
	expect_text(p, "comic");
	ck_assert_uint_eq(bells(p), 0);
	set_size(&w, 200);
	expect_row(p, -2, "alert: 3 comic rss>100m, since ");
	expect_raw(p, "\a");
	ck_assert(pty_find(p, "!     3", &row, NULL));
	/* The status line is back; the row is still marked. */
	pty_type(p, "!");
	expect_row(p, -2, "1 alert silenced");
	pty_type(p, KEY_DOWN);
	expect_row(p, -2, "3 shown");
	expect_text(p, "!     3");
	pty_type(p, "!");
	expect_row(p, -2, "no alert is to be silenced");
	ck_assert_uint_eq(bells(p), 1);
	/* It ends, and begins anew. */
	set_size(&w, 10);
	expect_gone(p, "!     3");
	set_size(&w, 300);
	expect_row(p, -2, "alert: 3 comic");
	expect_text(p, "!     3");
	ck_assert_uint_eq(bells(p), 2);
	pty_type(p, "q");
	expect_exit(p, 0);
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(an_alert_is_seen_without_colours)
{
	struct world w;
	struct pty *p;
	struct pty_style style;
	int row, col;

	WORLD(&w, shelf);
	p = ramtop("--proc", w.dir, "--no-color", "--alert", "rss<45m");
	expect_row(p, -2, "alert: 3 comic");
	ck_assert(pty_find(p, "!     3", &row, &col));
	style = pty_style(p, row, col + 8);
	ck_assert(style.bold && style.underline && !style.reverse);
	/* Tagged, it is both. */
	pty_type(p, "/comic" KEY_ENTER);
	expect_selected(p, "comic ");
	expect_gone(p, "Search:");
	pty_type(p, " ");
	expect_text(p, "!*    3");
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(an_alert_rings_while_groups_are_shown)
{
	static const char statm[] = "90000 80000 70000 1 0 1 0\n";
	struct world w;
	struct pty *p;

	WORLD(&w, shelf);
	p = ramtop("--proc", w.dir, "-g", "command", "--alert", "shr>100m");
	expect_text(p, "comic");
	ck_assert_uint_eq(bells(p), 0);
	world_write(&w, "3/statm", statm, strlen(statm));
	expect_raw(p, "\a");
	expect_row(p, -2, "alert: 3");
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(without_alerts_the_key_says_how_to_ask_for_one)
{
	struct world w;
	struct pty *p;

	WORLD(&w, shelf);
	p = ramtop("--proc", w.dir);
	expect_text(p, "comic");
	pty_type(p, "!");
	expect_row(p, -2, "no alert was asked for: see --alert");
	pty_close(p);
	world_close(&w);
}
END_TEST

static bool has_line(const char *file, char *line, int room)
{
	FILE *f = fopen(file, "r");
	bool is_there = f && fgets(line, room, f) && strchr(line, '\n');

	if (f)
		fclose(f);
	return is_there;
}

START_TEST(a_command_runs_when_an_alert_begins)
{
	char file[] = "/tmp/ramtop-alert-XXXXXX", option[128], told[64] = "";
	struct world w;
	struct pty *p;

	ck_assert_int_ge(mkstemp(file), 0);
	snprintf(option, sizeof(option), "echo $RAMTOP_PID >> %s; echo on stdout; echo on stderr >&2", file);
	WORLD(&w, shelf);
	p = ramtop("--proc", w.dir, "--alert", "rss>100m", "--alert-run", option);
	expect_text(p, "comic");
	set_size(&w, 200);
	expect_row(p, -2, "alert: 3 comic");
	pty_type(p, "q");
	expect_exit(p, 0);
	ck_assert(until(has_line(file, told, sizeof(told))));
	ck_assert_str_eq(told, "3\n");
	ck_assert(!pty_find(p, "on std", NULL, NULL));
	unlink(file);
	pty_close(p);
	world_close(&w);
}
END_TEST

SUITE(screen_alert, an_alert_marks_its_row_rings_once_and_is_silenced, an_alert_is_seen_without_colours,
      an_alert_rings_while_groups_are_shown, without_alerts_the_key_says_how_to_ask_for_one, a_command_runs_when_an_alert_begins)
