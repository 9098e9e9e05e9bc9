/* rows_test.c - the table as it stands on the screen. */
#include "suite.h"

#include <string.h>

#include "../table/made.h"
#include "shown.h"

#define TITLE 4   /* the row of the titles, below a whole header */

static struct shown screen;

START_TEST(an_ordinary_screen_shows_the_largest_first)
{
	made_desktop(&screen.sample);
	shown_start(&screen, 24, 80);
	shown_draw(&screen);
	shown_is(&screen, TITLE,
		"    PID USER     S  THR   RSS▼    VSZ    SHR  %MEM  CPU%     TIME COMMAND\n"
		"    120 kim      R   14  2.00G  10.0G    30M  12.5 101.3  0:41.77 python3 train.\n"
		"    200 kim      S    2   842M  4.00G   200M   5.1   4.1  0:00.00 firefox\n"
		"    220 kim      S    1   498M  3.00G      0   3.0   0.4  0:00.00 Web Content\n"
		"    210 kim      S    1   300M  3.00G      0   1.8   1.2  0:00.00 Web Content\n"
		"    230 kim      S    1    66M  2.00G      0   0.4   0.0  0:00.00 Isolated\n"
		"      1 root     S    1    12M   160M   8.0M   0.1   0.0  0:03.00 /sbin/init\n"
		"    100 kim      S    1   5.0M    10M   3.0M   0.0   0.0  0:00.50 /usr/bin/bash\n"
		"\n");
	shown_end(&screen);
}
END_TEST

START_TEST(a_tree_shows_branches_and_sums)
{
	made_desktop(&screen.sample);
	shown_start(&screen, 24, 80);
	screen.settings.view.tree = true;
	shown_draw(&screen);
	shown_is(&screen, TITLE,
		"    PID USER     S    RSS TREE RSS▼  %MEM  CPU% COMMAND\n"
		"      1 root     S    12M     3.68G   0.1   0.0 ▾ /sbin/init\n"
		"    100 kim      S   5.0M     2.00G   0.0   0.0 ├─ ▾ /usr/bin/bash -l\n"
		"    120 kim      R  2.00G     2.00G  12.5 101.3 │  └─ python3 train.py --epochs\n"
		"    200 kim      S   842M     1.67G   5.1   4.1 └─ ▾ /opt/firefox/firefox\n"
		"    220 kim      S   498M      498M   3.0   0.4    ├─ Web Content\n"
		"    210 kim      S   300M      300M   1.8   1.2    ├─ Web Content\n"
		"    230 kim      S    66M       66M   0.4   0.0    └─ Isolated\n"
		"\n");
	shown_end(&screen);
}
END_TEST

START_TEST(what_was_read_earlier_says_how_long_ago)
{
	struct task *t;

	made_desktop(&screen.sample);
	t = screen.sample.tasks.data;
	t[made_place(&screen.sample, 120)].rollup_age_ms = 8999;
	t[made_place(&screen.sample, 200)].rollup_age_ms = 45 * 60 * 1000;
	t[made_place(&screen.sample, 210)].rollup_age_ms = 2999;
	shown_start(&screen, 24, 80);
	shown_columns(&screen, "pid,rss,pss,uss,command");
	shown_draw(&screen);
	shown_is(&screen, TITLE,
		"    PID   RSS▼    PSS        USS COMMAND\n"
		"    120  2.00G  1.95G  8s  1.94G python3 train.py --epochs 3\n"
		"    200   842M   512M 45m   400M /opt/firefox/firefox\n"
		"    220   498M   466M       460M Web Content\n"
		"    210   300M   250M       240M Web Content\n");
	task_rare(&t[made_place(&screen.sample, 120)], &screen.sample.arena)->numa = "1:80 0:20";
	task_rare(&t[made_place(&screen.sample, 200)], &screen.sample.arena)->numa = "0";
	t[made_place(&screen.sample, 120)].have |= NEED_NUMA;
	t[made_place(&screen.sample, 200)].have |= NEED_NUMA;
	shown_columns(&screen, "pid,numa,command");
	shown_draw(&screen);
	shown_is(&screen, TITLE,
		"    PID NUMA          COMMAND\n"
		"    120 1:80 0:20  8s python3 train.py --epochs 3\n"
		"    200 0         45m /opt/firefox/firefox\n"
		"    220 ?             Web Content\n");
	/* So does a sum with such members. */
	shown_columns(&screen, "pid,pss,tree_pss,command");
	shown_draw(&screen);
	shown_is(&screen, TITLE + 2, "    200   512M 45m    ~1.24G /opt/firefox/firefox\n");
	shown_end(&screen);
}
END_TEST

START_TEST(threads_leave_the_memory_blank)
{
	made_desktop(&screen.sample);
	shown_start(&screen, 24, 80);
	screen.settings.view.filter.threads = true;
	ck_assert(filter_set_pids(&screen.settings.view.filter, "200", &(struct err){ "" }));
	shown_draw(&screen);
	shown_is(&screen, TITLE + 1,
		"    200 kim      S    2   842M  4.00G   200M   5.1   4.1  0:00.00 firefox\n"
		"    205 root     S                                   0.2  0:00.00 Compositor\n");
	shown_end(&screen);
}
END_TEST

START_TEST(ascii_draws_nothing_else)
{
	made_desktop(&screen.sample);
	made(&screen.sample, (struct made){ .pid = 300, .ppid = 1, .command = "中文 name", .user = "kïm" });
	shown_start(&screen, 24, 80);
	shown_columns(&screen, "pid,user,rss,comm,command");
	screen.settings.set = TEXT_ASCII;
	screen.settings.view.tree = true;
	shown_draw(&screen);
	shown_is(&screen, TITLE,
		"    PID USER        RSS TREE RSSv COMM            COMMAND\n"
		"      1 root        12M     3.68G /sbin/init      - /sbin/init\n"
		"    100 kim        5.0M     2.00G /usr/bin/bash - |- - /usr/bin/bash -l\n"
		"    120 kim       2.00G     2.00G python3 train.p |  `- python3 train.py --epoch\n");
	shown_is(&screen, TITLE + 8, "    300 k?m           0         0 ?? name         `- ?? name\n");
	for (int i = 0; i < 24 * 80; i++)
		ck_assert_msg(screen.ui.canvas.cells[i].point < 0x7f, "cell %d has U+%04x", i,
		              (unsigned)screen.ui.canvas.cells[i].point);
	shown_end(&screen);
}
END_TEST

START_TEST(what_is_folded_is_counted_before_the_command)
{
	made_desktop(&screen.sample);
	shown_start(&screen, 24, 80);
	screen.settings.view.tree = true;
	marks_change(&screen.settings.view.folded, mark_of(&sample_tasks(&screen.sample)[made_place(&screen.sample, 200)]), MARK);
	shown_draw(&screen);
	shown_is(&screen, TITLE + 4,
		"    200 kim      S   842M     1.67G   5.1   4.1 └─ ▸ (3) /opt/firefox/firefox\n"
		"\n");
	shown_end(&screen);
}
END_TEST

START_TEST(zero_unknown_and_huge_values_keep_their_columns)
{
	made_machine(&screen.sample);
	made(&screen.sample, (struct made){ .pid = 4194304, .command = "huge", .rss = UINT64_MAX, .vsz = UINT64_MAX, .shr = UINT64_MAX,
	                                    .threads = 4000000000, .cpu = 999.9, .cpu_ns = 99 * 86400 * SECOND,
	                                    .user = "a-very-long-user" });
	made(&screen.sample, (struct made){ .pid = 4194305, .command = "zero" });
	made(&screen.sample, (struct made){ .pid = 4194306, .command = "unknown", .lacks = ~0u });
	shown_start(&screen, 24, 80);
	screen.sample.machine.parts.total = UINT64_MAX;
	shown_draw(&screen);
	shown_is(&screen, TITLE + 1,
		"4194304 a-very-+ S    #  16.0E  16.0E  16.0E 100.0 999.9 99d00h00 huge\n"
		"4194305 root     S    1      0      0      0   0.0   0.0  0:00.00 zero\n"
		"4194306 ?        ?    ?      ?      ?      ?     ?     ?        ? ?\n"
		"\n");
	shown_end(&screen);
}
END_TEST

static const char *const hostile[] = {
	"\033[31mred\033[0m", "a\nb\tc\rd", "\xe2\x80\xae\xe2\x80\xae\xe2\x80\xae", "中文字中文字中文字", "a中文字中文字中文字",
	"e\xcc\x81\xcc\x81\xcc\x81" "e\xcc\x81" "e\xcc\x81" "e\xcc\x81" "e\xcc\x81" "e\xcc\x81" "e\xcc\x81" "e\xcc\x81" "e\xcc\x81",
	"\xcc\x81\xcc\x81", "\xff\xfe\xfd", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7",
	"\xe3\x85\xa4\xe3\x85\xa4", "tab\there", "ends in \xe4\xb8",
};

START_TEST(hostile_names_keep_columns_aligned)
{
	const struct canvas *c = &screen.ui.canvas;
	struct place places[LAYOUT_COLUMNS];

	made_machine(&screen.sample);
	for (size_t i = 0; i < ARRAY_LEN(hostile); i++)
		made(&screen.sample, (struct made){ .pid = 10 + (pid_t)i, .command = hostile[i], .user = hostile[i], .rss = MB });
	shown_start(&screen, 24, 80);
	shown_columns(&screen, "user,comm,rss,command");
	for (int cols = 50; cols <= 80; cols++) {
		screen.ui.layout.cols = cols;
		shown_draw(&screen);
		ck_assert_int_eq(rows_places(&screen.ui, places), 4);
		for (int row = TITLE + 1; row < TITLE + 1 + (int)ARRAY_LEN(hostile); row++) {
			for (int i = 1; i < 4; i++)
				ck_assert_uint_eq(canvas_at(c, row, places[i].col - 1)->point, ' ');
			ck_assert_uint_eq(canvas_at(c, row, places[2].col + places[2].width - 1)->point, 'M');
		}
		for (int i = 0; i < 24 * cols; i++)
			ck_assert(c->cells[i].point == 0 || (c->cells[i].point >= ' ' && c->cells[i].point != 0x202e));
	}
	shown_end(&screen);
}
END_TEST

/* A number that does not fit is never cut: it is replaced by a '#', which must be rare. */
START_TEST(a_busy_machine_of_many_cpus_has_its_numbers)
{
	made_machine(&screen.sample);
	made(&screen.sample, (struct made){ .pid = 7, .command = "make -j128", .cpu = 12800, .cpu_ns = 400 * 86400 * SECOND });
	made(&screen.sample, (struct made){ .pid = 8, .command = "ffmpeg", .cpu = 1594.6, .cpu_ns = 99 * 86400 * SECOND });
	shown_start(&screen, 24, 80);
	shown_columns(&screen, "pid,cpu,time,command");
	shown_draw(&screen);
	for (int i = 0; i < 24 * 80; i++)
		ck_assert_msg(screen.ui.canvas.cells[i].point != '#', "a number does not fit at row %d, column %d", i / 80, i % 80);
	shown_end(&screen);
}
END_TEST

START_TEST(what_matters_stands_out)
{
	made_desktop(&screen.sample);
	made(&screen.sample, (struct made){ .pid = 300, .command = "stuck", .state = 'D' });
	made(&screen.sample, (struct made){ .pid = 301, .command = "unread", .lacks = NEED_STATM });
	made(&screen.sample, (struct made){ .pid = 302, .command = "selected" });
	shown_start(&screen, 24, 80);
	shown_draw(&screen);
	ui_select(&screen.ui, 9);
	shown_draw(&screen);
	ck_assert_uint_eq(shown_style(&screen, TITLE, "PID"), STYLE_TITLE);
	ck_assert_uint_eq(shown_style(&screen, TITLE, "RSS"), STYLE_TITLE_SORT);
	ck_assert_uint_eq(shown_style(&screen, TITLE + 1, "2.00G"), STYLE_LARGE);
	ck_assert_uint_eq(shown_style(&screen, TITLE + 1, "10.0G"), STYLE_TEXT);
	ck_assert_uint_eq(shown_style(&screen, TITLE + 1, "101.3"), STYLE_LARGE);
	ck_assert_uint_eq(shown_style(&screen, TITLE + 1, "R "), STYLE_BUSY);
	ck_assert_uint_eq(shown_style(&screen, TITLE + 2, "842M"), STYLE_STRONG);
	/* Less than a hundredth of all is nothing special, and the unit recedes behind the digits. */
	ck_assert_uint_eq(shown_style(&screen, TITLE + 5, "66M"), STYLE_TEXT);
	ck_assert_uint_eq(shown_style(&screen, TITLE + 5, "M "), STYLE_DIM);
	ck_assert_uint_eq(shown_style(&screen, TITLE + 1, "G "), STYLE_DIM);
	ck_assert_uint_eq(shown_style(&screen, TITLE + 7, "/usr"), STYLE_DIM);
	ck_assert_uint_eq(shown_style(&screen, TITLE + 1, "python3"), STYLE_STRONG);
	ck_assert_uint_eq(shown_style(&screen, TITLE + 1, "train"), STYLE_TEXT);
	ck_assert_uint_eq(shown_style(&screen, TITLE + 5, "0.0 "), STYLE_DIM);
	ck_assert_uint_eq(shown_style(&screen, TITLE + 8, "D "), STYLE_WRONG);
	ck_assert_uint_eq(shown_style(&screen, TITLE + 9, "?"), STYLE_DIM);
	shown_end(&screen);
}
END_TEST

START_TEST(the_selected_and_the_tagged_are_marked_all_along)
{
	made_desktop(&screen.sample);
	shown_start(&screen, 24, 80);
	marks_change(&screen.ui.tagged, (struct mark){ 200, 200 * SECOND }, MARK);
	shown_draw(&screen);
	ui_select(&screen.ui, 2);
	shown_draw(&screen);
	ck_assert_int_eq(ui_selected(&screen.ui)->pid, 220);
	for (int col = 0; col < 80; col++) {
		ck_assert_uint_eq(canvas_at(&screen.ui.canvas, TITLE + 2, col)->style, STYLE_TAGGED);
		ck_assert_uint_eq(canvas_at(&screen.ui.canvas, TITLE + 3, col)->style, STYLE_SELECTED);
	}
	shown_end(&screen);
}
END_TEST

START_TEST(a_command_can_be_moved_to_the_left)
{
	made_desktop(&screen.sample);
	shown_start(&screen, 24, 80);
	shown_columns(&screen, "pid,command");
	screen.ui.across = 8;
	shown_draw(&screen);
	shown_is(&screen, TITLE + 1, "    120 train.py --epochs 3\n    200 efox/firefox\n");
	shown_end(&screen);
}
END_TEST

START_TEST(an_empty_table_says_why_and_what_to_do)
{
	made_desktop(&screen.sample);
	shown_start(&screen, 24, 80);
	ck_assert(filter_set_text(&screen.settings.view.filter, "nothing like it", &(struct err){ "" }));
	shown_draw(&screen);
	shown_is(&screen, TITLE + 1, " no process fits the filter: F4 changes it, Esc there clears it\n\n");
	screen.settings.view.filter.has_user = true;
	screen.settings.view.filter.user = 4711;
	shown_draw(&screen);
	shown_is(&screen, TITLE + 1, " no process of the user fits the filter: F4 changes it, Esc there clears it; u s\n\n");
	ck_assert(filter_set_text(&screen.settings.view.filter, "", &(struct err){ "" }));
	shown_draw(&screen);
	shown_is(&screen, TITLE + 1, " the user has no process: u chooses another, or all\n\n");
	screen.settings.view.filter.has_user = false;
	ck_assert(filter_set_pids(&screen.settings.view.filter, "4194304", &(struct err){ "" }));
	shown_draw(&screen);
	shown_is(&screen, TITLE + 1, " none of the processes that --pid names is there\n\n");
	shown_end(&screen);
}
END_TEST

/* The sanitizers watch. */
START_TEST(every_size_can_be_drawn)
{
	made_desktop(&screen.sample);
	for (size_t i = 0; i < ARRAY_LEN(hostile); i++)
		made(&screen.sample, (struct made){ .pid = 1000 + (pid_t)i, .ppid = 1, .command = hostile[i], .user = hostile[i] });
	shown_start(&screen, 1, 1);
	for (int rows = 1; rows <= 60; rows++)
		for (int cols = 1; cols <= 200; cols++) {
			screen.ui.layout.rows = rows;
			screen.ui.layout.cols = cols;
			screen.settings.view.tree = cols % 2;
			screen.settings.view.filter.threads = cols % 3 == 0;
			screen.settings.set = (enum text_set)(rows % 2);
			shown_draw(&screen);
			ui_select(&screen.ui, (size_t)(rows + cols) % 30);
			ck_assert_uint_le(screen.ui.top, screen.ui.cursor);
			ck_assert_uint_lt(screen.ui.cursor, screen.ui.top + (size_t)screen.ui.layout.body_rows);
		}
	shown_end(&screen);
}
END_TEST

START_TEST(who_climbs_steadily_stands_out)
{
	struct task *t;

	made_desktop(&screen.sample);
	t = screen.sample.tasks.data;
	for (pid_t pid = 200; pid <= 210; pid += 10) {
		struct task *one = &t[made_place(&screen.sample, pid)];
		task_rare(one, &screen.sample.arena)->growth = (struct growth){
			.trend = pid == 200 ? TREND_CLIMB : TREND_SAWTOOTH, .slopes = { [SPAN_MIDDLE] = { 3 * (int64_t)MB, true, false } },
		};
		one->have |= NEED_GROWTH;
	}
	shown_start(&screen, 24, 80);
	shown_columns(&screen, "pid,rss,growth,command");
	shown_draw(&screen);
	shown_is(&screen, TITLE,
		"    PID   RSS▼   GROWTH COMMAND\n"
		"    120  2.00G        ? python3 train.py --epochs 3\n"
		"    200   842M  +3.0M/s /opt/firefox/firefox\n"
		"    220   498M        ? Web Content\n"
		"    210   300M  +3.0M/s Web Content\n");
	ck_assert_int_eq(shown_style(&screen, TITLE + 2, "+3.0M/s"), STYLE_LARGE);
	ck_assert_int_eq(shown_style(&screen, TITLE + 4, "+3.0M/s"), STYLE_TEXT);
	shown_end(&screen);
}
END_TEST

/* Gives a process another name than its command line has. */
static void rename_to(pid_t pid, const char *comm)
{
	struct task *t = (struct task *)screen.sample.tasks.data + made_place(&screen.sample, pid);
	struct identity *who = identity_new(comm, strlen(comm), t->who->command, t->who->command_length);

	who->have = t->who->have;
	who->user = t->who->user;
	identity_drop(t->who);
	t->who = who;
}

START_TEST(a_merged_command_begins_with_a_name_that_it_does_not_tell)
{
	made_desktop(&screen.sample);
	rename_to(120, "worker\t3");
	rename_to(200, "firefox");
	rename_to(1, "init");
	shown_start(&screen, 24, 60);
	shown_columns(&screen, "pid,rss,command");
	screen.settings.merged = true;
	ck_assert(filter_set_pids(&screen.settings.view.filter, "1,120,200", &(struct err){ "" }));
	shown_draw(&screen);
	shown_is(&screen, TITLE + 1,
		"    120  2.00G worker�3│python3 train.py --epochs 3\n"
		"    200   842M /opt/firefox/firefox\n"
		"      1    12M /sbin/init\n");
	ui_select(&screen.ui, 1);
	shown_draw(&screen);
	ck_assert_uint_eq(shown_style(&screen, TITLE + 1, "worker"), STYLE_ACCENT);
	/* It moves as one. */
	screen.ui.across = 8;
	shown_draw(&screen);
	shown_is(&screen, TITLE + 1, "    120  2.00G │python3 train.py --epochs 3\n    200   842M efox/firefox\n");
	screen.ui.across = 10;
	screen.settings.set = TEXT_ASCII;
	screen.settings.view.tree = true;
	shown_draw(&screen);
	shown_is(&screen, TITLE + 2, "    120  2.00G     2.00G |- ython3 train.py --epochs 3\n");
	screen.ui.across = 0;
	shown_draw(&screen);
	shown_is(&screen, TITLE + 2, "    120  2.00G     2.00G |- worker?3|python3 train.py --epoc\n");
	shown_end(&screen);
}
END_TEST

START_TEST(bars_and_lines_show_sizes_at_a_glance)
{
	static const uint64_t climbs[] = { 100 * MB, 200 * MB, 400 * MB, 842 * MB }, rests[] = { 5 * MB, 5 * MB, 5 * MB, 5 * MB, 5 * MB };
	struct task *t;

	made_desktop(&screen.sample);
	screen.sample.machine.largest_rss = 2 * GB;
	t = (struct task *)screen.sample.tasks.data + made_place(&screen.sample, 200);
	task_rare(t, &screen.sample.arena)->series = (struct value){ .kind = VALUE_SERIES, .series = { climbs, ARRAY_LEN(climbs) } };
	t->have |= NEED_SERIES;
	t = (struct task *)screen.sample.tasks.data + made_place(&screen.sample, 100);
	task_rare(t, &screen.sample.arena)->series = (struct value){ .kind = VALUE_SERIES, .series = { rests, ARRAY_LEN(rests) } };
	t->have |= NEED_SERIES;
	shown_start(&screen, 24, 80);
	shown_columns(&screen, "pid,rss,bar,spark,comm");
	shown_draw(&screen);
	shown_is(&screen, TITLE,
		"    PID   RSS▼ RSS BAR    RSS LATELY COMM\n"
		"    120  2.00G ██████████          ? python3 train.p\n"
		"    200   842M ████▏            ▁▂▄█ /opt/firefox/fi\n"
		"    220   498M ██▍                 ? Web Content\n"
		"    210   300M █▌                  ? Web Content\n"
		"    230    66M ▍                   ? Isolated\n"
		"      1    12M ▏                   ? /sbin/init\n"
		"    100   5.0M ▏               ▁▁▁▁▁ /usr/bin/bash -\n");
	screen.settings.set = TEXT_ASCII;
	shown_draw(&screen);
	shown_is(&screen, TITLE + 1,
		"    120  2.00G ##########          ? python3 train.p\n"
		"    200   842M ####.            ..-# /opt/firefox/fi\n");
	ck_assert_uint_eq(shown_style(&screen, TITLE + 2, "####"), STYLE_ACCENT);
	ck_assert_uint_eq(shown_style(&screen, TITLE + 2, "..-#"), STYLE_TEXT);
	ck_assert_uint_eq(shown_style(&screen, TITLE + 7, "....."), STYLE_DIM);
	/* Of a thread there is neither. */
	screen.settings.view.filter.threads = true;
	screen.settings.set = TEXT_UNICODE;
	shown_draw(&screen);
	shown_is(&screen, TITLE + 3, "    205                              Compositor\n");
	shown_end(&screen);
}
END_TEST

SUITE(rows, a_merged_command_begins_with_a_name_that_it_does_not_tell, bars_and_lines_show_sizes_at_a_glance,
      an_ordinary_screen_shows_the_largest_first, a_tree_shows_branches_and_sums,
      what_was_read_earlier_says_how_long_ago, threads_leave_the_memory_blank,
      ascii_draws_nothing_else, what_is_folded_is_counted_before_the_command,
      zero_unknown_and_huge_values_keep_their_columns, hostile_names_keep_columns_aligned,
      a_busy_machine_of_many_cpus_has_its_numbers, what_matters_stands_out,
      the_selected_and_the_tagged_are_marked_all_along, a_command_can_be_moved_to_the_left, an_empty_table_says_why_and_what_to_do,
      every_size_can_be_drawn,
      who_climbs_steadily_stands_out)
