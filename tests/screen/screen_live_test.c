/* screen_live_test.c - "ramtop run --live": a command's tree on the screen while it runs, and its report afterwards. */
#define _GNU_SOURCE
#include "screens.h"

#include <limits.h>
#include <stdio.h>

/* What the command waits for: a line for each that reads. */
struct gate {
	char name[32];
	int fd;
};

static void gate_make(struct gate *g)
{
	strcpy(g->name, "build/check/gate-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(g->name));
	rmdir(g->name);
	ck_assert_int_eq(mkfifo(g->name, 0600), 0);
	g->fd = open(g->name, O_RDWR | O_CLOEXEC);
	ck_assert_int_ge(g->fd, 0);
}

static void gate_open(const struct gate *g)
{
	ck_assert_int_eq(write(g->fd, "\n", 1), 1);
}

static void gate_drop(const struct gate *g)
{
	close(g->fd);
	unlink(g->name);
}

/* In the format, $1 is the gate. */
static struct pty *live(const char *options, const char *script, const char *gate)
{
	static char line[1024];

	snprintf(line, sizeof(line), "echo the-shell; " RAMTOP " run --live %s sh -c '%s' sh %s; echo status=$?", options, script, gate);
	return pty_open(PTY_LIST("sh", "-c", line), 30, 100, NULL);
}

static void shows(struct pty *p, const char *command)
{
	expect_row(p, -1, "F10Quit");
	expect_text(p, command);
	expect_row(p, -2, "runs 0:");
}

static void is_given_back(struct pty *p)
{
	struct termios now;

	ck_assert_msg(!pty_altscreen(p), "still in the alternate screen\n%s", pty_exhibit(p));
	ck_assert_msg(pty_cursor(p).visible, "the cursor is hidden\n%s", pty_exhibit(p));
	ck_assert(pty_termios(p, &now));
	ck_assert((now.c_lflag & (ICANON | ECHO | ISIG)) == (ICANON | ECHO | ISIG));
}

START_TEST(what_the_command_started_is_shown_and_nothing_else)
{
	struct gate g;
	struct pty *p;

	gate_make(&g);
	p = live("", "cat $1 & cat $1 & wait", g.name);
	shows(p, "├─ cat build");
	expect_text(p, "└─ cat build");
	expect_row(p, -2, "3 shown");
	expect_row(p, -2, ", peak ");
	ck_assert_msg(!pty_find(p, "check/run", NULL, NULL) && !pty_find(p, "run --live", NULL, NULL), "%s", pty_exhibit(p));
	/* Neither as a list, nor in groups. */
	pty_type(p, "t");
	expect_gone(p, "└─");
	expect_row(p, -2, "3 shown");
	pty_type(p, "G");
	expect_text(p, "GROUP");
	pty_type(p, KEY_ESC);
	expect_row(p, -2, "3 shown");
	pty_close(p);
	gate_drop(&g);
}
END_TEST

START_TEST(a_daemon_stays_shown)
{
	struct gate g;
	struct pty *p;

	gate_make(&g);
	p = live("", "(setsid cat $1 &); read x <$1", g.name);
	shows(p, "sh -c (setsid");
	expect_text(p, " cat build");
	expect_row(p, -2, "2 shown");
	pty_close(p);
	gate_drop(&g);
}
END_TEST

/* In the order in which they were written, and before the report. */
START_TEST(what_it_wrote_and_the_report_follow_when_it_ends)
{
	static const char *const at[] = { "the-shell", "one", "two", "three /dev/null", "ended with 7", "tree peak", "status=7" };
	struct gate g;
	struct pty *p;
	int row, last = -1;

	for (int i = 0; i < 2; i++) {
		gate_make(&g);
		p = live("", "echo one; echo two >&2; echo three `readlink /proc/self/fd/0`; read x <$1; exit 7", g.name);
		shows(p, "sh -c echo");
		/* Whatever the screen shows at that moment. */
		if (i) {
			pty_type(p, "h");
			expect_row(p, 0, "where did my memory go");
		}
		gate_open(&g);
		expect_text(p, "status=7");
		is_given_back(p);
		last = -1;
		for (size_t k = 0; k < sizeof(at) / sizeof(at[0]); k++) {
			ck_assert_msg(pty_find(p, at[k], &row, NULL) && row > last, "%s\n%s", at[k], pty_exhibit(p));
			last = row;
		}
		pty_close(p);
		gate_drop(&g);
	}
}
END_TEST

START_TEST(much_that_it_wrote_is_printed_in_full)
{
	struct gate g;
	struct pty *p;

	gate_make(&g);
	p = live("", "i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); echo line $i; done; read x <$1", g.name);
	shows(p, "sh -c i=0");
	gate_open(&g);
	expect_text(p, "status=0");
	expect_raw(p, "line 1\r\n");
	expect_raw(p, "\nline 12345\r\n");
	expect_raw(p, "\nline 20000\r\nramtop: ");
	pty_close(p);
	gate_drop(&g);
}
END_TEST

START_TEST(q_leaves_the_screen_and_the_report_follows)
{
	struct gate g;
	struct pty *p;

	gate_make(&g);
	p = live("", "echo before; read x <$1; echo after; read x <$1; exit 3", g.name);
	shows(p, "sh -c echo");
	pty_type(p, "q");
	expect_text(p, " goes on; the report follows when it ends");
	expect_raw(p, "before\r\n");
	is_given_back(p);
	gate_open(&g);
	expect_raw(p, "after\r\n");
	ck_assert(!pty_find(p, "ended with", NULL, NULL));
	gate_open(&g);
	expect_text(p, "ended with 3");
	expect_text(p, "status=3");
	pty_close(p);
	gate_drop(&g);
}
END_TEST

START_TEST(ctrl_c_ends_the_command_and_the_report_follows)
{
	struct gate g;
	struct pty *p;
	int status;

	gate_make(&g);
	p = pty_open(PTY_LIST(RAMTOP, "run", "--live", "cat", g.name), 24, 80, NULL);
	shows(p, "cat build");
	pty_type(p, KEY_CTRL_C);
	expect_text(p, "was ended by signal 2");
	ck_assert(pty_wait_exit(p, &status));
	ck_assert_int_eq(WEXITSTATUS(status), 130);
	is_given_back(p);
	pty_close(p);
	/* Once the screen has been left, too. */
	p = pty_open(PTY_LIST(RAMTOP, "run", "--live", "cat", g.name), 24, 80, NULL);
	shows(p, "cat build");
	pty_type(p, "q");
	expect_text(p, "goes on");
	pty_type(p, KEY_CTRL_C);
	expect_text(p, "was ended by signal 2");
	expect_exit(p, 130);
	pty_close(p);
	gate_drop(&g);
}
END_TEST

START_TEST(a_command_that_takes_no_ctrl_c_stays_on_the_screen)
{
	struct gate g;
	struct pty *p;

	gate_make(&g);
	p = live("", "trap \"\" INT; read x <$1", g.name);
	shows(p, "sh -c trap");
	pty_type(p, KEY_CTRL_C);
	expect_row(p, -2, "Ctrl-C went to the command");
	ck_assert(pty_altscreen(p));
	gate_open(&g);
	expect_text(p, "ended with 0");
	pty_close(p);
	gate_drop(&g);
}
END_TEST

START_TEST(a_signal_is_passed_on_to_the_command)
{
	struct gate g;
	struct pty *p;

	for (int is_left = 0; is_left < 2; is_left++) {
		gate_make(&g);
		p = pty_open(PTY_LIST(RAMTOP, "run", "--live", "sh", "-c", "trap 'echo caught; exit 5' TERM; cat $0 & wait", g.name), 24, 80, NULL);
		shows(p, "└─ cat");
		if (is_left) {
			pty_type(p, "q");
			expect_text(p, "goes on");
		}
		pty_signal(p, SIGTERM);
		expect_raw(p, "caught\r\n");
		expect_text(p, "ended with 5");
		expect_exit(p, 5);
		is_given_back(p);
		pty_close(p);
		gate_drop(&g);
	}
}
END_TEST

START_TEST(it_ends_with_its_terminal)
{
	struct gate g;
	struct pty *p;

	gate_make(&g);
	p = pty_open(PTY_LIST(RAMTOP, "run", "--live", "cat", g.name), 24, 80, NULL);
	shows(p, "cat build");
	pty_hangup(p);
	expect_exit(p, 128 + SIGHUP);
	pty_close(p);
	gate_drop(&g);
}
END_TEST

static bool is_stopped(pid_t pid)
{
	char path[32], state = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	f = fopen(path, "r");
	ck_assert(f && fscanf(f, "%*d (%*[^)]) %c", &state) == 1);
	fclose(f);
	return state == 'T';
}

START_TEST(ctrl_z_stops_all_of_it_until_it_goes_on)
{
	struct gate g;
	struct pty *p;

	gate_make(&g);
	p = pty_open(PTY_LIST(RAMTOP, "run", "--live", "cat", g.name), 24, 80, NULL);
	shows(p, "cat build");
	pty_type(p, KEY_CTRL_Z);
	expect_stopped(p);
	is_given_back(p);
	pty_signal(p, SIGCONT);
	shows(p, "cat build");
	pty_type(p, "q");
	expect_text(p, "goes on");
	pty_type(p, KEY_CTRL_Z);
	expect_stopped(p);
	pty_signal(p, SIGCONT);
	/* The terminal is its own again before it goes on. */
	ck_assert(until(!is_stopped(pty_pid(p))));
	pty_type(p, KEY_CTRL_C);
	expect_exit(p, 130);
	pty_close(p);
	gate_drop(&g);
}
END_TEST

/* The child of this process that has children itself. */
static pid_t one_that_measures(pid_t pid)
{
	char path[64];
	pid_t child, found = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)pid, (int)pid);
	f = fopen(path, "r");
	while (f && fscanf(f, "%d", &child) == 1) {
		char below[64], word[2];
		snprintf(below, sizeof(below), "/proc/%d/task/%d/children", (int)child, (int)child);
		FILE *b = fopen(below, "r");
		if (b && fscanf(b, "%1s", word) == 1)
			found = child;
		if (b)
			fclose(b);
	}
	if (f)
		fclose(f);
	return found;
}

START_TEST(whoever_kills_what_measures_has_his_terminal_back)
{
	struct gate g;
	struct pty *p;
	pid_t pid;

	gate_make(&g);
	p = pty_open(PTY_LIST(RAMTOP, "run", "--live", "sh", "-c", "echo written; read x <$0", g.name), 24, 80, NULL);
	shows(p, "sh -c echo");
	pid = one_that_measures(pty_pid(p));
	ck_assert_int_gt(pid, 0);
	kill(pid, SIGKILL);
	expect_raw(p, "written\r\n");
	expect_text(p, "was ended by signal 9");
	expect_exit(p, 137);
	is_given_back(p);
	pty_close(p);
	gate_drop(&g);
}
END_TEST

/* As where memory runs out: the command goes on, and is reported on. */
START_TEST(whoever_kills_the_screen_has_his_terminal_back)
{
	struct gate g;
	struct pty *p;
	int status;

	gate_make(&g);
	p = pty_open(PTY_LIST(RAMTOP, "run", "--live", "sh", "-c", "echo written; read x <$0; echo more; exit 4", g.name), 24, 80, NULL);
	shows(p, "sh -c echo");
	kill(pty_pid(p), SIGKILL);
	ck_assert(pty_wait_exit(p, &status));
	expect_raw(p, "written\r\n");
	is_given_back(p);
	gate_open(&g);
	expect_raw(p, "more\r\n");
	expect_text(p, "ended with 4");
	pty_close(p);
	gate_drop(&g);
}
END_TEST

/* Who still writes is not cut off, and what it writes comes. */
START_TEST(who_stays_behind_goes_on_writing)
{
	struct gate g, behind;
	char script[160];
	struct pty *p;

	gate_make(&g);
	gate_make(&behind);
	snprintf(script, sizeof(script), "(setsid sh -c \"read x <%s; echo from the back; read x <$1; echo again\" &); read x <$1", behind.name);
	p = live("", script, g.name);
	shows(p, "sh -c read");
	gate_open(&g);
	expect_text(p, "status=0");
	gate_open(&behind);
	expect_raw(p, "from the back\r\n");
	gate_open(&g);
	expect_raw(p, "again\r\n");
	pty_close(p);
	gate_drop(&behind);
	gate_drop(&g);
}
END_TEST

/* Then they are the command's alone, and the screen is on the terminal all the same. */
START_TEST(what_is_redirected_is_left_alone)
{
	struct gate g;
	struct pty *p;
	char line[512];

	gate_make(&g);
	snprintf(line, sizeof(line), "echo loud | " RAMTOP " run --live -f mine sh -c 'tr a-z A-Z; read x <%s' >%s.out 2>&1; echo status=$?; cat %s.out",
	         g.name, g.name, g.name);
	p = pty_open(PTY_LIST("sh", "-c", line), 24, 80, NULL);
	shows(p, "sh -c tr");
	ck_assert(!pty_find(p, "LOUD", NULL, NULL));
	gate_open(&g);
	expect_text(p, "status=0");
	expect_text(p, "LOUD");
	expect_text(p, "mine");
	is_given_back(p);
	pty_close(p);
	snprintf(line, sizeof(line), "%s.out", g.name);
	unlink(line);
	gate_drop(&g);
}
END_TEST

START_TEST(the_other_options_work_with_it)
{
	static const struct { const char *options, *says; int status; } cases[] = {
		{ "-v", "Maximum resident set size", 0 },
		{ "--json -o /dev/stdout", "\"exit_status\"", 0 },
		{ "--max 1", "is over --max 1", 3 },
		{ "-f %x", "0", 0 },
	};
	struct gate g;
	struct pty *p;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char status[16];
		gate_make(&g);
		p = live(cases[i].options, "read x <$1", g.name);
		shows(p, "sh -c read");
		gate_open(&g);
		snprintf(status, sizeof(status), "status=%d", cases[i].status);
		expect_text(p, status);
		expect_raw(p, cases[i].says);
		pty_close(p);
		gate_drop(&g);
	}
}
END_TEST

/* What is written and told in between is held back as well. */
START_TEST(with_repeat_the_screen_stays_for_all_runs)
{
	struct gate g;
	struct pty *p;

	gate_make(&g);
	p = live("--repeat 3 -f =%x", "echo here; read x <$1; read y <$1; exit $y", g.name);
	shows(p, "sh -c echo");
	ck_assert_int_eq(write(g.fd, "\n0\n\n7\n", 7), 7);
	expect_text(p, "status=7");
	is_given_back(p);
	expect_raw(p, "here\r\n=0\r\nhere\r\n");
	expect_raw(p, "=7\r\n");
	pty_close(p);
	gate_drop(&g);
}
END_TEST

START_TEST(with_wait_all_the_screen_stays_for_those_it_left_behind)
{
	struct gate g;
	struct pty *p;

	gate_make(&g);
	p = live("--wait-all", "for i in 1 2; do (sh -c \"read x <$1\" &); done", g.name);
	shows(p, "sh -c read");
	expect_row(p, -2, "2 shown");
	gate_open(&g);
	gate_open(&g);
	expect_text(p, "ended with 0");
	expect_text(p, "status=0");
	pty_close(p);
	gate_drop(&g);
}
END_TEST

/* Whether the screen was there at all while it ran. */
static bool is_seen(void)
{
	size_t length;
	const char *raw;
	struct pty *p = live("", "echo brief; exit 2", "");
	bool was_there;

	expect_raw(p, "brief\r\nramtop: ");
	expect_text(p, "status=2");
	raw = pty_raw(p, &length);
	was_there = memmem(raw, length, "\033[?1049h", 8);
	pty_close(p);
	return was_there;
}

/* Nothing flashes, unless the machine is so busy that what is short takes long. */
START_TEST(what_is_over_at_once_is_not_shown)
{
	struct pty *p;

	ck_assert(until(!is_seen()));
	p = pty_open(PTY_LIST(RAMTOP, "run", "--live", "no-such-command"), 24, 80, NULL);
	expect_text(p, "cannot run no-such-command: No such file or directory");
	expect_exit(p, 127);
	pty_close(p);
	p = pty_open(PTY_LIST(RAMTOP, "run", "--live", "-o", "/nowhere/x", "true"), 24, 80, NULL);
	expect_text(p, "ramtop: cannot open /nowhere/x: No such file or directory");
	expect_exit(p, 125);
	pty_close(p);
}
END_TEST

/* Before the command starts. */
START_TEST(without_a_terminal_it_says_so)
{
	static const char *const marks = "build/check/started";
	struct pty *p = pty_open(PTY_LIST(RAMTOP, "run", "--live", "touch", marks), 10, 80, PTY_LIST("TERM=dumb"));

	expect_text(p, "ramtop: --live: a terminal of type 'dumb' (TERM) cannot show a screen");
	expect_exit(p, 125);
	pty_close(p);
	p = pty_open(PTY_LIST("sh", "-c", "setsid -w " RAMTOP " run --live touch build/check/started </dev/null 2>&1 | cat; echo over"), 10, 80, NULL);
	expect_text(p, "ramtop: --live: stdin is not a terminal");
	expect_text(p, "over");
	pty_close(p);
	ck_assert_int_ne(access(marks, F_OK), 0);
}
END_TEST

START_TEST(a_small_window_is_enough)
{
	struct gate g;
	struct pty *p;

	gate_make(&g);
	p = pty_open(PTY_LIST(RAMTOP, "run", "--live", "cat", g.name), 5, 20, NULL);
	expect_row(p, -1, "F1Help");
	expect_row(p, 0, "PID");
	pty_type(p, KEY_CTRL_C);
	expect_exit(p, 130);
	pty_close(p);
	gate_drop(&g);
}
END_TEST

/* The tree, and whose, are of this run; what the user changes is kept as always. */
START_TEST(the_run_itself_changes_no_settings)
{
	char home[] = "build/check/home-XXXXXX", path[PATH_MAX], env[PATH_MAX + 8], file[96], text[4096] = "";
	struct gate g;
	struct pty *p;
	FILE *f;

	ck_assert_ptr_nonnull(mkdtemp(home));
	ck_assert_ptr_nonnull(realpath(home, path));
	snprintf(env, sizeof(env), "HOME=%s", path);
	snprintf(file, sizeof(file), "%s/.config/ramtop/config", home);
	for (int i = 0; i < 2; i++) {
		gate_make(&g);
		p = pty_open(PTY_LIST(RAMTOP, "run", "--live", "cat", g.name), 24, 80, PTY_LIST(env));
		shows(p, "cat build");
		pty_type(p, i ? "pq" : "q");
		expect_text(p, "goes on");
		pty_type(p, KEY_CTRL_C);
		expect_exit(p, 130);
		pty_close(p);
		gate_drop(&g);
		f = fopen(file, "r");
		ck_assert_int_eq(f != NULL, i);
	}
	text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
	fclose(f);
	ck_assert_msg(!strstr(text, "tree"), "%s", text);
	nftw(home, world_remove, 16, FTW_DEPTH | FTW_PHYS);
}
END_TEST

SUITE(screen_live, what_the_command_started_is_shown_and_nothing_else, a_daemon_stays_shown, what_it_wrote_and_the_report_follow_when_it_ends,
      much_that_it_wrote_is_printed_in_full, q_leaves_the_screen_and_the_report_follows, ctrl_c_ends_the_command_and_the_report_follows,
      a_command_that_takes_no_ctrl_c_stays_on_the_screen, a_signal_is_passed_on_to_the_command, it_ends_with_its_terminal,
      ctrl_z_stops_all_of_it_until_it_goes_on, whoever_kills_what_measures_has_his_terminal_back, whoever_kills_the_screen_has_his_terminal_back,
      who_stays_behind_goes_on_writing,
      what_is_redirected_is_left_alone, the_other_options_work_with_it, with_repeat_the_screen_stays_for_all_runs,
      with_wait_all_the_screen_stays_for_those_it_left_behind,
      what_is_over_at_once_is_not_shown, without_a_terminal_it_says_so, a_small_window_is_enough, the_run_itself_changes_no_settings)
