/* screen_inspect_test.c - one process in depth: Enter, its pages, marks, and back. */
#define _GNU_SOURCE
#include "screens.h"

#include <sys/syscall.h>

#include "probe/hoarder.h"

static struct pty *open_hoarder(struct hoarder *h, int rows, int cols, const char *const *env)
{
	char pid[16];
	struct pty *p;

	hoarder_start(h);
	snprintf(pid, sizeof(pid), "%d", (int)h->pid);
	p = ramtop_in(rows, cols, env, "-p", pid);
	expect_text(p, "hoard");
	pty_type(p, KEY_ENTER);
	expect_text(p, "malloc arenas");
	return p;
}

static void close_hoarder(struct hoarder *h, struct pty *p)
{
	pty_close(p);
	hoarder_end(h);
}

START_TEST(enter_opens_the_regions_and_escape_goes_back)
{
	struct hoarder h;
	struct pty *p = open_hoarder(&h, 24, 80, NULL);

	expect_row(p, 0, "hoard");
	expect_row(p, 1, "RSS");
	expect_row(p, 1, "PSS");
	expect_text(p, "[Regions]");
	expect_text(p, "thread stacks");
	expect_text(p, "shared anonymous");
	expect_text(p, "memfd:hoard");
	expect_row(p, -2, "mappings in");
	pty_type(p, KEY_ESC);
	expect_gone(p, "[Regions]");
	expect_text(p, "COMMAND");
	pty_type(p, KEY_ENTER);
	expect_text(p, "malloc arenas");
	pty_type(p, "q");
	expect_text(p, "COMMAND");
	pty_type(p, "q");
	expect_exit(p, 0);
	close_hoarder(&h, p);
}
END_TEST

START_TEST(tab_and_digits_go_from_page_to_page)
{
	struct hoarder h;
	struct pty *p = open_hoarder(&h, 30, 110, NULL);

	pty_type(p, KEY_TAB);
	expect_text(p, "[Threads]");
	expect_text(p, "hoarder-3");
	pty_type(p, KEY_RIGHT);
	expect_text(p, "[Files]");
	expect_text(p, "gone (deleted)");
	pty_type(p, KEY_TAB);
	expect_text(p, "[Environment]");
	expect_text(p, "HOARD ");
	pty_type(p, KEY_TAB);
	expect_text(p, "[Locks]");
	expect_text(p, "there are none");
	pty_type(p, KEY_TAB);
	expect_text(p, "[Command]");
	expect_text(p, "directory  /");
	pty_type(p, KEY_TAB);
	expect_text(p, "[Summary]");
	expect_text(p, "page tables");
	expect_text(p, "OOM score");
	pty_type(p, KEY_BACKTAB);
	expect_text(p, "[Command]");
	pty_type(p, "5" KEY_LEFT);
	expect_text(p, "[Files]");
	pty_type(p, "6");
	expect_text(p, "[Locks]");
	pty_type(p, "7");
	expect_text(p, "[Command]");
	pty_type(p, "1");
	expect_text(p, "[Summary]");
	pty_type(p, KEY_END);
	expect_text(p, "nonvoluntary_ctxt_switches");
	close_hoarder(&h, p);
}
END_TEST

/* A shell that waits, with an environment of its own and a lock on a file without a name. */
struct shell {
	pid_t pid;
	int say, file;
	char list[16];           /* for -p */
};

static void shell_start(struct shell *s, const char *word)
{
	struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 4096, .l_len = 100 };
	char emu[700];
	int told[2];

	snprintf(emu, sizeof(emu), "EMU=%s THE-TAIL", word);
	ck_assert_int_eq(pipe2(told, O_CLOEXEC), 0);
	s->say = told[1];
	s->pid = fork();
	if (s->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		dup2(told[0], STDIN_FILENO);
		int fd = (int)syscall(SYS_memfd_create, "locked", 0);
		if (ftruncate(fd, 8192) != 0 || fcntl(fd, F_SETLK, &range) != 0)
			_exit(4);
		execle("/bin/sh", "shell", "-c", "read x", "a\033[31mb", word, "THE-END", (char *)NULL,
		       PTY_LIST("ANT=one two", "BEE=three", "CAT=two four", "DOG=five", emu));
		_exit(127);
	}
	close(told[0]);
	snprintf(s->list, sizeof(s->list), "%d", (int)s->pid);
}

static void shell_end(struct shell *s)
{
	close(s->say);
	kill(s->pid, SIGKILL);
	waitpid(s->pid, NULL, 0);
}

static void back_to_the_table(struct pty *p)
{
	pty_type(p, KEY_ESC);
	expect_text(p, "F10Quit");
}

START_TEST(e_l_x_and_w_open_its_environment_files_locks_and_command)
{
	struct shell s;
	struct pty *p;

	shell_start(&s, "word");
	p = ramtop("-p", s.list);
	expect_text(p, "shell");
	pty_type(p, "e");
	expect_text(p, "[Environment]");
	expect_text(p, "three");
	back_to_the_table(p);
	pty_type(p, "l");
	expect_text(p, "[Files]");
	expect_text(p, "memfd:locked");
	back_to_the_table(p);
	pty_type(p, "x");
	expect_text(p, "[Locks]");
	expect_text(p, "POSIX  WRITE         4096         4195 /memfd:locked");
	expect_row(p, -2, "1 lock on open files");
	back_to_the_table(p);
	pty_type(p, "w");
	expect_text(p, "[Command]");
	expect_text(p, "command    shell -c read x");
	expect_text(p, "program    /");
	expect_text(p, "directory  /");
	/* Its lines are no rows. */
	expect_row(p, -1, "F3Search");
	expect_gone(p, "EnterWhole");
	expect_gone(p, "ISort");
	pty_close(p);
	shell_end(&s);
}
END_TEST

START_TEST(a_command_is_shown_to_its_end_whatever_its_bytes)
{
	char word[600];
	struct shell s;
	struct pty *p;

	memset(word, 'w', sizeof(word) - 1);
	word[sizeof(word) - 1] = '\0';
	shell_start(&s, word);
	p = ramtop("-p", s.list);
	expect_text(p, "shell");
	pty_type(p, "w");
	expect_text(p, "a\xef\xbf\xbd[31mb");
	expect_text(p, "THE-END");
	/* On a smaller screen it has more lines than there is room for. */
	pty_resize(p, 24, 60);
	expect_gone(p, " Summary ");
	expect_gone(p, "THE-END");
	pty_type(p, KEY_END);
	expect_text(p, "THE-END");
	pty_close(p);
	shell_end(&s);
}
END_TEST

START_TEST(the_summary_is_searched_too)
{
	struct shell s;
	struct pty *p;

	shell_start(&s, "word");
	p = ramtop("-p", s.list);
	expect_text(p, "shell");
	pty_type(p, KEY_ENTER "1");
	expect_text(p, "page tables");
	ck_assert(!pty_find(p, "Seccomp", NULL, NULL));
	pty_type(p, "/");
	expect_text(p, "Search:");
	pty_type(p, "seccomp");
	expect_selected(p, "Seccomp");
	pty_type(p, KEY_ENTER "/");
	expect_text(p, "Search:");
	pty_type(p, "page tab");
	expect_selected(p, "page tables");
	pty_type(p, "x");
	expect_row(p, -2, "no line has 'page tabx'");
	pty_type(p, KEY_ESC);
	expect_row(p, -1, "F3Search");
	pty_close(p);
	shell_end(&s);
}
END_TEST

START_TEST(enter_shows_a_row_with_nothing_cut)
{
	char word[600];
	struct shell s;
	struct pty *p;

	memset(word, 'w', sizeof(word) - 1);
	word[sizeof(word) - 1] = '\0';
	shell_start(&s, word);
	p = ramtop("-p", s.list);
	expect_text(p, "shell");
	pty_type(p, "e");
	expect_text(p, "EMU ");
	pty_type(p, KEY_END);
	expect_selected(p, "EMU ");
	ck_assert(!pty_find(p, "THE-TAIL", NULL, NULL));
	pty_type(p, KEY_ENTER);
	expect_text(p, "THE-TAIL");
	expect_text(p, "NAME       EMU");
	expect_text(p, "VALUE      www");
	pty_type(p, "/");
	expect_text(p, "Search:");
	pty_type(p, "tail");
	expect_selected(p, "THE-TAIL");
	pty_type(p, KEY_ENTER);
	expect_text(p, "F3Search");
	pty_type(p, KEY_ESC);
	expect_text(p, "[Environment]");
	expect_selected(p, "EMU ");
	pty_close(p);
	shell_end(&s);
}
END_TEST

START_TEST(its_lists_are_filtered)
{
	struct hoarder h;
	struct pty *p = open_hoarder(&h, 30, 110, NULL);

	pty_type(p, KEY_F4);
	expect_text(p, "Filter:");
	pty_type(p, "ARENAS|memfd");
	expect_gone(p, "thread stacks");
	expect_text(p, "malloc arenas");
	expect_text(p, "memfd:hoard");
	pty_type(p, KEY_ENTER);
	expect_row(p, -2, "with 'ARENAS|memfd'");
	expect_row(p, -1, "F4FILTER");
	/* What is read anew is filtered too. */
	pty_type(p, "r");
	expect_row(p, -2, "2 with");
	pty_type(p, "\\");
	expect_text(p, "Filter: ARENAS|memfd");
	pty_type(p, KEY_ESC);
	expect_text(p, "thread stacks");
	expect_row(p, -1, "F4Filter");
	close_hoarder(&h, p);
}
END_TEST

START_TEST(n_goes_on_with_a_search)
{
	struct shell s;
	struct pty *p;

	shell_start(&s, "word");
	p = ramtop("-p", s.list);
	expect_text(p, "shell");
	pty_type(p, "e");
	expect_selected(p, "one two");
	pty_type(p, "/");
	expect_text(p, "Search:");
	pty_type(p, "two f");
	expect_selected(p, "two four");
	pty_type(p, KEY_BACKSPACE KEY_BACKSPACE KEY_F3);
	expect_selected(p, "one two");
	pty_type(p, KEY_ENTER "n");
	expect_selected(p, "two four");
	pty_type(p, "n");
	expect_selected(p, "one two");
	pty_type(p, "/");
	expect_text(p, "Search:");
	pty_type(p, "nobody");
	expect_row(p, -2, "no row has 'nobody'");
	pty_type(p, KEY_ESC);
	expect_row(p, -1, "F3Search");
	pty_close(p);
	shell_end(&s);
}
END_TEST

START_TEST(u_shows_single_mappings)
{
	struct hoarder h;
	struct pty *p = open_hoarder(&h, 40, 120, NULL);

	pty_type(p, "u");
	expect_text(p, "PERM");
	expect_text(p, "rw-p");
	expect_text(p, "[heap]");
	pty_type(p, "u");
	expect_gone(p, "PERM");
	expect_text(p, "malloc arenas");
	close_hoarder(&h, p);
}
END_TEST

START_TEST(growth_is_shown_from_the_mark_on)
{
	struct hoarder h;
	struct pty *p = open_hoarder(&h, 24, 100, NULL);

	expect_text(p, "since the mark");
	hoarder_grow(&h);
	expect_text(p, "+8.0M");
	pty_type(p, "g");
	expect_gone(p, "+8.0M");
	close_hoarder(&h, p);
}
END_TEST

START_TEST(one_who_ends_stays_as_he_was_seen_last)
{
	struct hoarder h;
	struct pty *p = open_hoarder(&h, 24, 100, NULL);

	hoarder_kill(&h);
	expect_text(p, "HAS ENDED");
	expect_text(p, "malloc arenas");
	pty_type(p, "4");
	expect_text(p, "before this was read");
	pty_type(p, KEY_ESC);
	expect_gone(p, "[Files]");
	close_hoarder(&h, p);
}
END_TEST

START_TEST(another_program_of_the_same_process_is_named)
{
	char pid[16], text[] = "\n";
	struct pty *p;
	int told[2];
	pid_t child;

	ck_assert_int_eq(pipe2(told, O_CLOEXEC), 0);
	child = fork();
	if (child == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		dup2(told[0], STDIN_FILENO);
		execl("/bin/sh", "first_program", "-c", "read x; AFTERWARDS=yes exec sleep 1234", (char *)NULL);
		_exit(127);
	}
	snprintf(pid, sizeof(pid), "%d", (int)child);
	p = ramtop("-p", pid);
	expect_text(p, "first_program");
	pty_type(p, KEY_ENTER "5");
	expect_text(p, "[Environment]");
	expect_text(p, "variables");
	ck_assert_int_eq(write(told[1], text, 1), 1);
	expect_row(p, 0, "sleep 1234");
	expect_text(p, "AFTERWARDS");
	pty_close(p);
	close(told[0]);
	close(told[1]);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}
END_TEST

START_TEST(hostile_names_are_shown_and_not_obeyed)
{
	struct hoarder h;
	struct pty *p = open_hoarder(&h, 30, 100, NULL);

	expect_text(p, "memfd:hoard \xef\xbf\xbd[31m");
	expect_text(p, "real\\012name");
	pty_type(p, "5");
	expect_text(p, "a\xef\xbf\xbd[31mb\xef\xbf\xbd" "c");
	close_hoarder(&h, p);
}
END_TEST

/* Whatever the thread beside is at just then. */
START_TEST(one_may_quit_while_it_is_being_read)
{
	static const char *const keys[] = { KEY_ENTER "qq", KEY_ENTER KEY_CTRL_C, KEY_ENTER "1r345qq", KEY_ENTER "q" KEY_ENTER "q" KEY_ENTER KEY_CTRL_C };
	struct hoarder h;
	char pid[16];

	hoarder_start(&h);
	snprintf(pid, sizeof(pid), "%d", (int)h.pid);
	for (size_t i = 0; i < 3 * sizeof(keys) / sizeof(keys[0]); i++) {
		struct pty *p = ramtop("-p", pid);
		expect_text(p, "hoard");
		pty_type(p, keys[i % (sizeof(keys) / sizeof(keys[0]))]);
		expect_exit(p, 0);
		pty_close(p);
	}
	hoarder_end(&h);
}
END_TEST

START_TEST(ascii_and_small_screens_have_it_too)
{
	static const struct { int rows, cols; } sizes[] = { { 8, 40 }, { 4, 20 }, { 2, 10 }, { 1, 1 }, { 60, 200 }, { 24, 80 } };
	struct hoarder h;
	struct pty *p = open_hoarder(&h, 24, 80, PTY_LIST("LC_ALL=C"));

	expect_text(p, "[Regions]");
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		pty_resize(p, sizes[i].rows, sizes[i].cols);
		pty_type(p, "1u25");
	}
	pty_type(p, "2");
	expect_text(p, "[Regions]");
	pty_type(p, KEY_ESC);
	expect_text(p, "COMMAND");
	pty_type(p, "q");
	expect_exit(p, 0);
	close_hoarder(&h, p);
}
END_TEST

SUITE(screen_inspect, enter_opens_the_regions_and_escape_goes_back, tab_and_digits_go_from_page_to_page, u_shows_single_mappings,
      e_l_x_and_w_open_its_environment_files_locks_and_command, a_command_is_shown_to_its_end_whatever_its_bytes,
      the_summary_is_searched_too, enter_shows_a_row_with_nothing_cut, its_lists_are_filtered, n_goes_on_with_a_search,
      one_may_quit_while_it_is_being_read, growth_is_shown_from_the_mark_on, one_who_ends_stays_as_he_was_seen_last,
      another_program_of_the_same_process_is_named, hostile_names_are_shown_and_not_obeyed,
      ascii_and_small_screens_have_it_too)
