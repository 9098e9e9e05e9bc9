/* screen_setup_test.c - the setup and the settings that are kept: what is chosen is seen at once, written at once, and there next time. */
#define _GNU_SOURCE
#include "screens.h"

static const struct made town[] = {
	{ .pid = 10, .comm = "baker", .mb = 30 },
	{ .pid = 20, .comm = "smith", .mb = 90 },
};

static char home[64], cwd[256], variable[512];

static struct pty *visit(struct world *w)
{
	struct pty *p;

	WORLD(w, town);
	snprintf(home, sizeof(home), "%s/home", w->dir);
	ck_assert_int_eq(mkdir(home, 0700), 0);
	ck_assert_ptr_nonnull(getcwd(cwd, sizeof(cwd)));
	snprintf(variable, sizeof(variable), "HOME=%s/%s", cwd, home);
	p = ramtop_in(40, 100, PTY_LIST(variable), "--proc", w->dir);
	expect_text(p, "smith");
	return p;
}

static struct pty *again(const struct world *w)
{
	struct pty *p = ramtop_in(40, 100, PTY_LIST(variable), "--proc", w->dir);

	expect_text(p, "smith");
	return p;
}

static void leave(struct world *w, struct pty *p)
{
	pty_close(p);
	world_close(w);
}

static bool file_has(const char *text)
{
	char path[160], all[8192];
	size_t n;
	FILE *f;

	snprintf(path, sizeof(path), "%s/.config/ramtop/config", home);
	f = fopen(path, "r");
	if (!f)
		return false;
	n = fread(all, 1, sizeof(all) - 1, f);
	fclose(f);
	all[n] = '\0';
	return strstr(all, text) != NULL;
}

static void file_write(const char *text)
{
	char path[160];
	FILE *f;

	snprintf(path, sizeof(path), "%s/.config", home);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/.config/ramtop", home);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/.config/ramtop/config", home);
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	ck_assert_int_eq(fclose(f), 0);
}

START_TEST(tab_goes_from_screen_to_screen_and_each_keeps_its_order)
{
	struct world w;
	struct pty *p = visit(&w);

	expect_text(p, "[Main]");
	pty_type(p, KEY_TAB);
	expect_text(p, "[Memory]");
	expect_text(p, "SHMEM");
	pty_type(p, "N" KEY_BACKTAB);
	expect_text(p, "[Main]");
	expect_order(p, "smith", "baker");
	pty_type(p, KEY_TAB);
	expect_order(p, "baker", "smith");
	ck_assert(until(file_has("[screen Memory]") && file_has("sort = pid")));
	leave(&w, p);
}
END_TEST

START_TEST(a_column_is_chosen_and_is_there_next_time)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, KEY_F2);
	expect_text(p, "[Columns]");
	expect_text(p, "kept in ");
	/* USER goes; what comes stands before the command. */
	pty_type(p, KEY_DOWN " " KEY_ESC);
	expect_gone(p, "[Columns]");
	expect_gone(p, "USER");
	ck_assert(until(file_has("columns = pid, state, threads,")));
	pty_close(p);
	p = again(&w);
	expect_text(p, "PID S  THR");
	leave(&w, p);
}
END_TEST

START_TEST(a_screen_is_made_named_ordered_and_removed)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, "S" KEY_TAB);
	expect_text(p, "[Screens]");
	pty_type(p, "n");
	expect_text(p, "Name of the new screen:");
	pty_type(p, "Main" KEY_ENTER);
	expect_text(p, "there is a screen 'Main' already");
	pty_type(p, "n");
	expect_text(p, "Name of the new screen:");
	pty_type(p, "Mine" KEY_ENTER);
	expect_text(p, "(x) Mine");
	ck_assert(until(file_has("[screen Mine]")));
	pty_type(p, "t[r");
	expect_text(p, "New name:");
	pty_type(p, "r" KEY_ENTER);
	expect_text(p, "(x) Miner");
	ck_assert(until(file_has("[screen Miner]") && !file_has("[screen Mine]")));
	pty_type(p, KEY_HOME "x");
	expect_gone(p, "Main ");
	pty_type(p, KEY_ESC);
	expect_text(p, "[Miner] I/O");
	ck_assert(until(!file_has("[screen Main]")));
	pty_close(p);
	p = again(&w);
	expect_text(p, "[Memory] Tree  Miner  I/O");
	leave(&w, p);
}
END_TEST

START_TEST(a_meter_gets_another_look_and_place)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, "C" KEY_TAB KEY_TAB);
	expect_text(p, "[Header]");
	pty_type(p, KEY_DOWN "x");
	expect_gone(p, "cache 1.50G");
	pty_type(p, KEY_END " ");
	ck_assert(until(file_has("meters = memory / pressure /") && file_has("faults")));
	pty_close(p);
	p = again(&w);
	ck_assert(!pty_find(p, "cache 1.50G", NULL, NULL));
	leave(&w, p);
}
END_TEST

START_TEST(a_theme_is_seen_before_it_is_taken)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, KEY_F2 KEY_TAB KEY_TAB KEY_TAB);
	expect_text(p, "(x) default");
	pty_type(p, KEY_DOWN KEY_DOWN);
	expect_text(p, "selected");
	ck_assert(!file_has("theme"));
	pty_type(p, " ");
	expect_text(p, "(x) contrast");
	ck_assert(until(file_has("theme = contrast")));
	leave(&w, p);
}
END_TEST

START_TEST(an_option_is_changed_and_what_a_key_changes_is_kept_too)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, KEY_F2 KEY_BACKTAB);
	expect_text(p, "[Options]");
	pty_type(p, KEY_DOWN " ");
	ck_assert(until(file_has("# Seconds from SIGTERM to SIGKILL") && file_has("grace = 6")));
	pty_type(p, "-");
	ck_assert(until(file_has("grace = 5")));
	pty_type(p, KEY_ESC);
	expect_gone(p, "[Options]");
	pty_type(p, "H#");
	ck_assert(until(file_has("threads = yes") && file_has("header = no")));
	leave(&w, p);
}
END_TEST

START_TEST(a_broken_line_is_named_and_the_rest_is_used)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_close(p);
	file_write("[options]\nthreads = perhaps\nstrange = kept\n[screen One]\ncolumns = pid, nonsense, command\nsort = pid\n");
	p = again(&w);
	expect_text(p, "config:2: threads is yes or no, not 'perhaps'");
	expect_order(p, "baker", "smith");
	pty_type(p, "I");
	ck_assert(until(file_has("sort = -pid")));
	ck_assert(file_has("strange = kept"));
	ck_assert(file_has("threads = perhaps"));
	leave(&w, p);
}
END_TEST

START_TEST(the_command_line_counts_more_and_is_not_kept)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_close(p);
	file_write("[screen One]\ncolumns = pid, command\nsort = pid\n");
	p = ramtop_in(40, 100, PTY_LIST(variable), "--proc", w.dir, "-s", "rss", "-t");
	expect_order(p, "smith", "baker");
	pty_type(p, "p");
	ck_assert(until(file_has("path = no")));
	ck_assert(!file_has("sort = rss"));
	ck_assert(!file_has("tree"));
	leave(&w, p);
}
END_TEST

START_TEST(two_of_them_keep_what_each_has_changed)
{
	struct world w;
	struct pty *p = visit(&w), *other = again(&w);

	pty_type(p, "N");
	ck_assert(until(file_has("sort = pid")));
	pty_type(other, KEY_TAB "T");
	ck_assert(until(file_has("sort = time")));
	ck_assert(file_has("sort = pid"));
	pty_close(other);
	leave(&w, p);
}
END_TEST

START_TEST(nothing_is_written_with_readonly_or_where_there_is_no_home)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_close(p);
	p = ramtop_in(40, 100, PTY_LIST(variable), "--proc", w.dir, "--readonly");
	expect_text(p, "smith");
	pty_type(p, "N");
	expect_order(p, "baker", "smith");
	pty_type(p, KEY_F2);
	expect_text(p, "not kept: --readonly");
	pty_type(p, "\033");
	expect_gone(p, "[Columns]");
	pty_type(p, "q");
	expect_exit(p, 0);
	ck_assert(!file_has("sort"));
	pty_close(p);
	p = ramtop_in(40, 100, NULL, "--proc", w.dir);
	expect_text(p, "smith");
	pty_type(p, KEY_F2);
	expect_text(p, "not kept: there is no home directory /nonexistent");
	leave(&w, p);
}
END_TEST

SUITE(screen_setup, tab_goes_from_screen_to_screen_and_each_keeps_its_order, a_column_is_chosen_and_is_there_next_time,
      a_screen_is_made_named_ordered_and_removed, a_meter_gets_another_look_and_place, a_theme_is_seen_before_it_is_taken,
      an_option_is_changed_and_what_a_key_changes_is_kept_too, a_broken_line_is_named_and_the_rest_is_used,
      the_command_line_counts_more_and_is_not_kept, two_of_them_keep_what_each_has_changed,
      nothing_is_written_with_readonly_or_where_there_is_no_home)
