/* text_sink_test.c - samples as plain text. */
#include "suite.h"

#include "../table/made.h"
#include "printed.h"

static struct printed p;

/* The table alone: what comes behind the empty line. */
static const char *table(size_t rows)
{
	const char *text = strstr(printed_as(&p, "text", rows), "\n\n");

	ck_assert_ptr_nonnull(text);
	return text + 2;
}

START_TEST(the_machine_comes_first_then_the_table)
{
	made_desktop(&p.sample);
	printed_start(&p, "pid,user,state,rss,cpu,command");
	ck_assert_str_eq(printed_as(&p, "text", 100),
		"Mem 8.00G of 16.0G: used 4.00G, shared 1.00G, kernel 512M, cache 2.50G, free 8.00G; available 11.0G\n"
		"Swap 512M of 2.00G  memory pressure: some 0.0%, full 0.0%\n"
		"CPU 12.5%  load 0.41 0.32 0.30\n"
		"5 tasks, 7 threads, 2 running  up 1d 03:46\n"
		"\n"
		"    PID USER     S    RSS  CPU% COMMAND\n"
		"    120 kim      R  2.00G 101.3 python3 train.py --epochs 3\n"
		"    200 kim      S   842M   4.1 /opt/firefox/firefox\n"
		"    220 kim      S   498M   0.4 Web Content\n"
		"    210 kim      S   300M   1.2 Web Content\n"
		"    230 kim      S    66M   0.0 Isolated\n"
		"      1 root     S    12M   0.0 /sbin/init\n"
		"    100 kim      S   5.0M   0.0 /usr/bin/bash -l\n"
		"\n");
	printed_end(&p);
}
END_TEST

START_TEST(a_tree_shows_branches_and_sums)
{
	made_desktop(&p.sample);
	printed_start(&p, "pid,rss,command");
	p.settings.view.tree = true;
	p.settings.full_path = false;
	marks_change(&p.settings.view.folded, mark_of(&sample_tasks(&p.sample)[made_place(&p.sample, 100)]), MARK);
	ck_assert_str_eq(table(100),
		"    PID    RSS  TREE RSS COMMAND\n"
		"      1    12M     3.68G ▾ init\n"
		"    100   5.0M     2.00G ├─ ▸ (1) bash -l\n"
		"    200   842M     1.67G └─ ▾ firefox\n"
		"    220   498M      498M    ├─ Web Content\n"
		"    210   300M      300M    ├─ Web Content\n"
		"    230    66M       66M    └─ Isolated\n"
		"\n");
	p.settings.set = TEXT_ASCII;
	ck_assert_ptr_nonnull(strstr(table(100), "|- + (1) bash -l\n    200   842M     1.67G `- - firefox\n"));
	printed_end(&p);
}
END_TEST

START_TEST(unknown_blank_zero_and_at_least_are_told_apart)
{
	made_desktop(&p.sample);
	printed_start(&p, "pid,rss,swap,tree_pss,cpu");
	p.settings.view.filter.threads = p.settings.view.filter.kernel = true;
	p.settings.view.sort = schema_find(task_schema(), "pid");
	p.settings.view.descending = false;
	ck_assert_str_eq(table(6),
		"    PID    RSS   SWAP  TREE PSS  CPU%\n"
		"      1    12M      ?   >=3.19G   0.0\n"
		"      2      0      ?         ?   0.0\n"
		"    100   5.0M      ?   >=1.95G   0.0\n"
		"    120  2.00G      0     1.95G 101.3\n"
		"    200   842M      0     1.24G   4.1\n"
		"    205                           0.2\n"
		"\n");
	printed_end(&p);
}
END_TEST

START_TEST(a_column_is_as_wide_as_its_widest_cell)
{
	made_machine(&p.sample);
	made(&p.sample, (struct made){ .pid = 1, .command = "short", .user = "a-user-with-a-long-name" });
	made(&p.sample, (struct made){ .pid = 2, .command = "中文 e\xcc\x81", .user = "kim" });
	printed_start(&p, "command,user,pid");
	ck_assert_str_eq(table(100),
		"COMMAND USER                        PID\n"
		"short   a-user-with-a-long-name       1\n"
		"中文 e\xcc\x81  kim                           2\n"
		"\n");
	printed_end(&p);
}
END_TEST

START_TEST(hostile_names_reach_no_terminal)
{
	const char *at;

	made_machine(&p.sample);
	made(&p.sample, (struct made){ .pid = 1, .command = "a\033[2J\nb\r\t\x7f\xc2\x9b" "31m\xe2\x80\xae" "c\xff" });
	printed_start(&p, "pid,comm,command");
	ck_assert_str_eq(table(100),
		"    PID COMM            COMMAND\n"
		"      1 a�[2J�b����31m  a�[2J�b����31m�c�\n"
		"\n");
	p.settings.set = TEXT_ASCII;
	for (at = printed_as(&p, "text", 100); *at; at++)
		ck_assert_msg(*at == '\n' || (*at >= ' ' && *at < 0x7f), "byte %d", *at);
	printed_end(&p);
}
END_TEST

START_TEST(a_long_command_is_not_cut)
{
	static char command[40000];

	memset(command, 'x', 32767);
	made_machine(&p.sample);
	made(&p.sample, (struct made){ .pid = 1, .command = command });
	printed_start(&p, "pid,command");
	ck_assert_uint_eq(strlen(table(100)), strlen("    PID COMMAND\n") + strlen("      1 ") + 32767 + 2);
	memset(command, '\033', 32767);
	sample_free(&p.sample);
	made_machine(&p.sample);
	made(&p.sample, (struct made){ .pid = 1, .command = command });
	ck_assert_uint_eq(strlen(table(100)), strlen("    PID COMMAND\n") + strlen("      1 ") + 3 * 32767 + 2);
	printed_end(&p);
}
END_TEST

START_TEST(no_rows_are_a_line_of_titles)
{
	made_desktop(&p.sample);
	printed_start(&p, "pid,rss");
	ck_assert_str_eq(table(0), "    PID    RSS\n\n");
	printed_end(&p);
}
END_TEST

START_TEST(every_column_can_be_printed)
{
	const struct schema *schema = task_schema();
	char title[64];

	made_desktop(&p.sample);
	printed_start(&p, "pid");
	for (size_t i = 0; i < schema->count; i++) {
		*(const struct column **)p.settings.chosen.data = &schema->columns[i];
		snprintf(title, sizeof(title), "%s", schema->columns[i].title);
		ck_assert_ptr_nonnull(strstr(table(100), title));
	}
	printed_end(&p);
}
END_TEST

SUITE(text_sink, the_machine_comes_first_then_the_table, a_tree_shows_branches_and_sums,
      unknown_blank_zero_and_at_least_are_told_apart, a_column_is_as_wide_as_its_widest_cell, hostile_names_reach_no_terminal,
      a_long_command_is_not_cut, no_rows_are_a_line_of_titles, every_column_can_be_printed)
