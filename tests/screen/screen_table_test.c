/* screen_table_test.c - the rows: which are shown, in which order, and which of them is the selected one. */
#define _GNU_SOURCE
#include "screens.h"

#include <pwd.h>

#define KERNEL_THREAD 0x00200000

static const struct made town[] = {
	{ .pid = 10, .comm = "baker",  .command = "/usr/bin/baker --oven", .mb = 30, .seconds = 500, .threads = 3 },
	{ .pid = 11, .tgid = 10, .comm = "kneader" },
	{ .pid = 12, .tgid = 10, .comm = "sweeper" },
	{ .pid = 20, .comm = "smith",  .mb = 90, .seconds = 20 },
	{ .pid = 30, .comm = "tailor", .mb = 60, .seconds = 9 },
	{ .pid = 40, .comm = "wind",   .flags = KERNEL_THREAD },
};

static struct pty *visit(struct world *w)
{
	struct pty *p;

	WORLD(w, town);
	p = ramtop("--proc", w->dir);
	expect_order(p, "smith", "tailor", "baker");
	return p;
}

static void leave(struct world *w, struct pty *p)
{
	pty_close(p);
	world_close(w);
}

START_TEST(the_first_screen_says_where_the_memory_went)
{
	struct pty *p = ramtop_in(30, 120, NULL, "-K");

	expect_row(p, 0, "Mem");
	expect_row(p, 0, "avail");
	expect_row(p, 1, "used");
	expect_row(p, 1, "shared");
	expect_row(p, 1, "kernel");
	expect_row(p, 1, "cache");
	expect_row(p, 1, "pressure");
	expect_row(p, 2, "Swap");
	expect_row(p, 2, "CPU");
	expect_row(p, 2, "load");
	expect_row(p, 3, "tasks");
	expect_row(p, 3, "threads");
	expect_row(p, 3, "up ");
	expect_row(p, 4, "PID USER");
	expect_row(p, 4, "RSS▼");
	expect_row(p, 4, "COMMAND");
	expect_row(p, -2, "shown, RSS");
	expect_row(p, -1, "F1Help F2Setup F3Search F4Filter F5Tree F6Sort F7Nice- F8Nice+ F9Kill F10Quit");
	pty_close(p);
}
END_TEST

START_TEST(a_known_machine_has_a_known_screen)
{
	struct world w;
	struct pty *p = visit(&w);

	expect_row(p, 0, "6.00G / 8.00G");
	expect_row(p, 0, "avail 4.00G");
	expect_row(p, 1, "used 3.75G");
	expect_row(p, 1, "shared 512M");
	expect_row(p, 1, "kernel 256M");
	expect_row(p, 1, "cache 1.50G");
	expect_row(p, 1, "some 1.5% full 0.5%");
	expect_row(p, 2, "256M / 1.00G");
	expect_row(p, 3, "3 tasks, 5 threads");
	expect_row(p, -2, "3 shown, RSS 180M");
	expect_cell(p, "smith", "PID", "20");
	expect_cell(p, "smith", "RSS", "90M");
	expect_cell(p, "smith", "VSZ", "180M");
	expect_cell(p, "smith", "%MEM", "1.1");
	expect_cell(p, "baker", "THR", "3");
	expect_cell(p, "baker", "TIME", "8:20.00");
	expect_selected(p, "smith");
	leave(&w, p);
}
END_TEST

START_TEST(h_shows_the_threads_and_hides_them_again)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, "H");
	expect_cell(p, "kneader", "PID", "11");
	expect_cell(p, "sweeper", "PID", "12");
	expect_cell(p, "kneader", "RSS", "");
	expect_cell(p, "kneader", "VSZ", "");
	expect_cell(p, "kneader", "%MEM", "");
	expect_row(p, -2, "RSS 180M");
	pty_type(p, "t");
	expect_cell(p, "kneader", "TREE RSS", "");
	expect_order(p, "smith", "tailor", "baker", "kneader", "sweeper");
	pty_type(p, "tH");
	expect_gone(p, "kneader");
	expect_gone(p, "sweeper");
	leave(&w, p);
}
END_TEST

START_TEST(k_shows_the_threads_of_the_kernel)
{
	struct world w;
	struct pty *p = visit(&w);

	ck_assert(!pty_find(p, "[wind]", NULL, NULL));
	pty_type(p, "K");
	expect_cell(p, "[wind]", "PID", "40");
	pty_type(p, "K");
	expect_gone(p, "[wind]");
	leave(&w, p);
}
END_TEST

START_TEST(letters_sort_as_in_htop)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, "N");
	expect_order(p, "baker", "smith", "tailor");
	expect_row(p, 4, "PID▲");
	pty_type(p, "I");
	expect_order(p, "tailor", "smith", "baker");
	expect_row(p, 4, "PID▼");
	pty_type(p, "T");
	expect_order(p, "baker", "smith", "tailor");
	expect_row(p, 4, "TIME▼");
	pty_type(p, "M");
	expect_order(p, "smith", "tailor", "baker");
	expect_row(p, 4, "RSS▼");
	leave(&w, p);
}
END_TEST

START_TEST(capital_p_sorts_by_cpu)
{
	struct world w;
	struct pty *p = visit(&w);
	bool seen = false;

	pty_type(p, "P");
	expect_row(p, 4, "CPU%▼");
	/* One who works is first until the next refresh, which is soon: so it works again until that was seen. */
	pty_patience(p, 500);
	for (unsigned i = 1; i <= 40 && !seen; i++) {
		world_put(&w, &(struct made){ .pid = 30, .comm = "tailor", .mb = 60, .seconds = 100 * i });
		seen = pty_wait(p, rows_are_ordered, (void *)(uintptr_t)PTY_LIST("tailor", "baker", "smith"));
	}
	PTY_EXPECT(p, seen, "never first", "tailor");
	leave(&w, p);
}
END_TEST

START_TEST(f6_sorts_by_a_column_of_ones_choice)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, KEY_F6);
	expect_text(p, "Sort by");
	pty_type(p, "command" KEY_ENTER);
	expect_gone(p, "Sort by");
	expect_order(p, "baker", "smith", "tailor");
	expect_row(p, 4, "COMMAND▲");
	pty_type(p, "<");
	expect_text(p, "Sort by");
	pty_type(p, KEY_HOME KEY_ESC);
	expect_gone(p, "Sort by");
	expect_row(p, 4, "COMMAND▲");
	leave(&w, p);
}
END_TEST

START_TEST(u_shows_the_processes_of_one_user)
{
	const struct passwd *nobody = getpwnam("nobody");
	struct world w;
	struct pty *p = visit(&w);
	char path[64];

	snprintf(path, sizeof(path), "%s/20", w.dir);
	if (nobody && chown(path, nobody->pw_uid, nobody->pw_gid) == 0) {
		pty_close(p);
		p = ramtop("--proc", w.dir);
		expect_cell(p, "smith", "RSS", "90M");
		pty_type(p, "u");
		expect_text(p, "Show the processes of");
		pty_type(p, "nobody" KEY_ENTER);
		expect_gone(p, "baker");
		expect_cell(p, "smith", "RSS", "90M");
		expect_row(p, -2, "1 shown, RSS 90M");
		pty_type(p, "u");
		expect_text(p, "All users");
		pty_type(p, KEY_HOME KEY_ENTER);
		expect_order(p, "smith", "tailor", "baker");
	}
	leave(&w, p);
}
END_TEST

START_TEST(p_shows_the_paths_or_hides_them)
{
	struct world w;
	struct pty *p = visit(&w);

	expect_text(p, "/usr/bin/baker --oven");
	pty_type(p, "p");
	expect_gone(p, "/usr/bin/baker");
	expect_text(p, "baker --oven");
	pty_type(p, "p");
	expect_text(p, "/usr/bin/baker --oven");
	leave(&w, p);
}
END_TEST

START_TEST(the_selection_stays_on_its_process_when_rows_move)
{
	struct world w;
	struct pty *p = visit(&w);

	pty_type(p, KEY_DOWN);
	expect_selected(p, "tailor");
	world_put(&w, &(struct made){ .pid = 30, .comm = "tailor", .mb = 200 });
	expect_order(p, "tailor", "smith", "baker");
	expect_selected(p, "tailor");
	world_put(&w, &(struct made){ .pid = 30, .comm = "tailor", .mb = 1 });
	expect_order(p, "smith", "baker", "tailor");
	expect_selected(p, "tailor");
	pty_type(p, "I");
	expect_order(p, "tailor", "baker", "smith");
	expect_selected(p, "tailor");
	/* When it ends, its neighbour is selected. */
	world_take(&w, 30);
	expect_gone(p, "tailor");
	expect_selected(p, "baker");
	leave(&w, p);
}
END_TEST

START_TEST(z_pauses_until_z)
{
	struct world w;
	struct pty *p = visit(&w), *other;

	pty_type(p, "Z");
	expect_row(p, -2, "PAUSED");
	world_put(&w, &(struct made){ .pid = 20, .comm = "smith", .mb = 500 });
	/* Whoever looks now sees it; who has paused does not, even where a key draws again. */
	other = ramtop("--proc", w.dir);
	expect_cell(other, "smith", "RSS", "500M");
	pty_close(other);
	pty_type(p, KEY_DOWN);
	expect_selected(p, "tailor");
	expect_cell(p, "smith", "RSS", "90M");
	pty_type(p, "Z");
	expect_cell(p, "smith", "RSS", "500M");
	expect_gone(p, "PAUSED");
	leave(&w, p);
}
END_TEST

START_TEST(pss_comes_of_itself)
{
	static const char rollup[] = "400000-7ffd0000 ---p 00000000 00:00 0  [rollup]\nRss: 92160 kB\nPss: 78848 kB\n";
	struct world w;
	struct pty *p;

	WORLD(&w, town);
	world_write(&w, "20/smaps_rollup", rollup, strlen(rollup));
	p = ramtop("--proc", w.dir, "-o", "pid,rss,pss,command");
	expect_cell(p, "smith", "PSS", "77M");
	expect_cell(p, "baker", "PSS", "?");
	leave(&w, p);
}
END_TEST

SUITE(screen_table, the_first_screen_says_where_the_memory_went, a_known_machine_has_a_known_screen,
      h_shows_the_threads_and_hides_them_again, k_shows_the_threads_of_the_kernel, letters_sort_as_in_htop, capital_p_sorts_by_cpu,
      f6_sorts_by_a_column_of_ones_choice, u_shows_the_processes_of_one_user, p_shows_the_paths_or_hides_them,
      the_selection_stays_on_its_process_when_rows_move, z_pauses_until_z,
      pss_comes_of_itself)
