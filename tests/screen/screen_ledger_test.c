/* screen_ledger_test.c - the ledger over the table: its lines, what they open into, and the way back. */
#define _GNU_SOURCE
#include "screens.h"

#define SHM_FILE "/dev/shm/ramtop-screen-test"

START_TEST(l_shows_the_balance_and_q_goes_back_to_the_table)
{
	struct pty *p = ramtop("-p", "1");

	expect_text(p, "COMMAND");
	pty_type(p, "L");
	expect_text(p, "Memory of this machine");
	expect_text(p, "processes (PSS)");
	expect_text(p, "mapped by nobody");
	expect_text(p, "page tables");
	expect_text(p, "unexplained");
	expect_text(p, "processes as of");
	pty_type(p, "q");
	expect_gone(p, "Memory of this machine");
	expect_text(p, "COMMAND");
	pty_close(p);
}
END_TEST

START_TEST(a_line_opens_into_what_it_is_made_of)
{
	struct pty *p = ramtop("-p", "1");

	expect_text(p, "COMMAND");
	pty_type(p, "L");
	expect_text(p, "processes as of");
	pty_type(p, KEY_ENTER);
	expect_text(p, "SHMEM");
	expect_text(p, "USS");
	pty_type(p, KEY_ESC);
	expect_text(p, "unexplained");
	pty_type(p, "m");
	expect_text(p, "MOUNTED AT");
	pty_type(p, KEY_ESC);
	expect_text(p, "unexplained");
	pty_type(p, KEY_ESC);
	expect_gone(p, "unexplained");
	pty_close(p);
}
END_TEST

/* Hostile bytes in the name of a file reach no terminal. */
START_TEST(a_file_that_nobody_holds_is_named_with_its_size)
{
	static char block[4 << 20];
	int fd = open(SHM_FILE "\x1b[31m", O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
	struct pty *p;

	memset(block, 'x', sizeof(block));
	ck_assert_int_eq(write(fd, block, sizeof(block)), (ssize_t)sizeof(block));
	close(fd);
	p = ramtop("-p", "1");
	expect_text(p, "COMMAND");
	pty_type(p, "L");
	expect_text(p, "processes as of");
	pty_type(p, KEY_DOWN KEY_DOWN KEY_DOWN KEY_DOWN KEY_ENTER);
	expect_text(p, "OWNER");
	expect_text(p, SHM_FILE);
	expect_row(p, 1, "SIZE");
	unlink(SHM_FILE "\x1b[31m");
	pty_type(p, "r");
	expect_gone(p, SHM_FILE);
	pty_close(p);
}
END_TEST

START_TEST(a_copy_of_proc_has_a_balance_too)
{
	static const struct made one[] = { { .pid = 1, .comm = "init", .mb = 10 } };
	struct world w;
	struct pty *p;

	WORLD(&w, one);
	p = ramtop("--proc", w.dir);
	expect_text(p, "COMMAND");
	pty_type(p, "L");
	expect_text(p, "Memory of this machine: 8.00G");
	expect_text(p, "processes as of");
	expect_text(p, "2.00G");
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(a_small_screen_scrolls_and_shows_the_chosen_line)
{
	struct pty *p = ramtop_in(8, 60, NULL, "-p", "1");

	expect_text(p, "COMMAND");
	pty_type(p, "L");
	expect_text(p, "processes (PSS)");
	pty_type(p, KEY_END);
	expect_text(p, "unexplained");
	expect_gone(p, "processes (PSS)");
	pty_type(p, KEY_HOME);
	expect_text(p, "processes (PSS)");
	pty_close(p);
}
END_TEST

SUITE(screen_ledger, l_shows_the_balance_and_q_goes_back_to_the_table, a_line_opens_into_what_it_is_made_of,
      a_file_that_nobody_holds_is_named_with_its_size, a_copy_of_proc_has_a_balance_too,
      a_small_screen_scrolls_and_shows_the_chosen_line)
