/* layout_test.c - the division of the screen, at every size. */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "layout.h"
#include "tabs.h"

START_TEST(parts_never_overlap_and_the_table_has_a_row)
{
	for (int rows = 1; rows <= 500; rows++)
		for (int wanted = 0; wanted <= 8; wanted++) {
			struct layout l = layout_of(rows, 80, wanted, 4);
			const struct { int row, rows; } parts[] = {
				{ l.header, l.header_rows }, { l.tabs, l.tabs >= 0 }, { l.title, l.title >= 0 }, { l.body, l.body_rows },
				{ l.status, l.status >= 0 }, { l.keys, l.keys >= 0 },
			};
			int at = 0;
			for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
				ck_assert_msg(parts[i].rows == 0 || parts[i].row == at, "part %zu of %d rows is at %d", i, rows, parts[i].row);
				at += parts[i].rows;
			}
			ck_assert_int_eq(at, rows);
			ck_assert_int_ge(l.body_rows, 1);
			ck_assert_int_le(l.header_rows, wanted);
			ck_assert_int_le(l.header_rows, rows / 3);
		}
}
END_TEST

START_TEST(a_larger_screen_shows_no_less)
{
	for (int rows = 2; rows <= 500; rows++) {
		struct layout small = layout_of(rows - 1, 80, 4, 4), large = layout_of(rows, 80, 4, 4);
		ck_assert(large.header_rows >= small.header_rows);
		ck_assert((large.title >= 0) >= (small.title >= 0));
		ck_assert((large.keys >= 0) >= (small.keys >= 0));
		ck_assert((large.status >= 0) >= (small.status >= 0));
		ck_assert((large.tabs >= 0) >= (small.tabs >= 0));
	}
}
END_TEST

START_TEST(an_ordinary_screen_has_everything)
{
	struct layout l = layout_of(24, 80, 4, 4);

	ck_assert_int_eq(l.header, 0);
	ck_assert_int_eq(l.header_rows, 4);
	ck_assert_int_eq(l.body_rows, 17);
	ck_assert_int_eq(l.keys, 23);
	ck_assert_int_eq(l.status, 22);
	ck_assert_int_eq(l.tabs, -1);
	ck_assert_int_eq(layout_of(32, 80, 4, 4).tabs, 4);
	l = layout_of(24, 80, 0, 1);
	ck_assert_int_eq(l.header, -1);
	ck_assert_int_eq(l.title, 0);
	ck_assert_int_eq(l.body_rows, 21);
}
END_TEST

static struct place places[LAYOUT_COLUMNS];

/* Places the columns and writes their ids in one line. */
static const char *placed(const char *ids, int cols, int least, int *count)
{
	static char text[1024];
	struct vec columns;
	struct err e;

	vec_init(&columns, sizeof(const struct column *));
	ck_assert_msg(schema_choose(task_schema(), ids, &columns, &e), "%s", e.text);
	*count = layout_columns(&columns, cols, least, places);
	vec_free(&columns);
	text[0] = '\0';
	for (int i = 0; i < *count; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s%s", i ? "," : "", places[i].column->id);
	return text;
}

START_TEST(columns_stand_side_by_side_inside_the_screen)
{
	static const char *const lists[] = { "pid,user,state,threads,rss,vsz,shr,mem,cpu,time,command", "command,pid", "rss",
	                                     "start,cgroup,ns_pid,environ,command", "environ,cgroup,exe,wchan_name" };
	int count;

	for (size_t l = 0; l < ARRAY_LEN(lists); l++)
		for (int cols = 1; cols <= 500; cols++) {
			placed(lists[l], cols, 14, &count);
			ck_assert_int_ge(count, 1);
			for (int i = 0; i < count; i++) {
				ck_assert_int_ge(places[i].width, 1);
				ck_assert_int_eq(places[i].col, i ? places[i - 1].col + places[i - 1].width + 1 : 0);
				ck_assert_int_le(places[i].col + places[i].width, cols);
			}
		}
}
END_TEST

START_TEST(the_command_takes_what_is_left)
{
	int count;

	for (int cols = 60; cols <= 300; cols++) {
		placed(task_schema()->standard, cols, 14, &count);
		ck_assert_str_eq(places[count - 1].column->id, "command");
		ck_assert_int_eq(places[count - 1].col + places[count - 1].width, cols);
	}
	placed("command,pid,rss", 80, 14, &count);
	ck_assert_int_eq(places[0].width, 80 - 1 - places[1].width - 1 - places[2].width);
	ck_assert_int_eq(places[2].col + places[2].width, 80);
}
END_TEST

START_TEST(the_first_column_of_what_may_be_old_has_room_for_its_age)
{
	int count;

	placed("pid,rss,pss,uss,tree_pss,command", 120, 14, &count);
	ck_assert_int_eq(places[2].age, LAYOUT_AGE);
	ck_assert_int_eq(places[2].width, 6 + LAYOUT_AGE);
	ck_assert_int_eq(places[3].width, 6);
	for (int i = 0; i < count; i++)
		ck_assert_int_eq(places[i].age, i == 2 ? LAYOUT_AGE : 0);
	ck_assert_int_eq(places[5].col + places[5].width, 120);
	placed("pid,tree_pss,command", 120, 14, &count);
	ck_assert_int_eq(places[1].age, 0);
	/* Where there is no room for both it is the value's. */
	placed("pid,pss", 8 + 7, 14, &count);
	ck_assert_int_eq(places[1].width, 7);
	ck_assert_int_eq(places[1].age, 0);
}
END_TEST

START_TEST(columns_go_by_their_rank_where_space_is_short)
{
	const char *all = task_schema()->standard;
	int count, before = 0;

	ck_assert_str_eq(placed(all, 200, 14, &count), all);
	for (int cols = 1; cols <= 200; cols++) {
		int lowest_missing = 100, highest_there = 0;
		placed(all, cols, 14, &count);
		ck_assert_int_ge(count, cols < 40 ? 1 : before);
		before = count;
		for (size_t i = 0; i < task_schema()->count; i++) {
			const struct column *c = &task_schema()->columns[i];
			bool there = false;
			if (c->drop == 0 || !strstr(all, c->id))
				continue;
			for (int k = 0; k < count; k++)
				there = there || places[k].column == c;
			if (there && c->drop > highest_there)
				highest_there = c->drop;
			if (!there && c->drop < lowest_missing)
				lowest_missing = c->drop;
		}
		ck_assert_msg(cols < 40 || highest_there < lowest_missing, "at %d columns", cols);
	}
}
END_TEST

START_TEST(an_ordinary_screen_keeps_room_for_the_command)
{
	int count;

	placed(task_schema()->standard, 80, 14, &count);
	ck_assert_int_ge(places[count - 1].width, 14);
	placed("pid,user,state,threads,rss,tree_rss,vsz,shr,mem,cpu,time,command", 80, 24, &count);
	ck_assert_int_ge(places[count - 1].width, 24);
}
END_TEST

START_TEST(an_ordinary_memory_screen_keeps_what_it_is_for)
{
	static const char *const promised[] = { "rss", "pss", "uss", "swap", "peak", "growth" };
	struct tabs tabs;
	struct tab *memory;
	int count;

	tabs_init(&tabs, task_schema());
	memory = tabs_at(&tabs, tabs_find(&tabs, "Memory"));
	count = layout_columns(&memory->columns, 80, 14, places);
	for (size_t i = 0; i < ARRAY_LEN(promised); i++) {
		int k = 0;
		while (k < count && strcmp(places[k].column->id, promised[i]) != 0)
			k++;
		ck_assert_msg(k < count, "%s", promised[i]);
	}
	tabs_free(&tabs);
}
END_TEST

START_TEST(no_column_is_narrower_than_its_title)
{
	const struct schema *schema = task_schema();
	int count;

	for (size_t i = 0; i < schema->count; i++) {
		placed(schema->columns[i].id, 80, 14, &count);
		ck_assert_msg(places[0].width >= (int)strlen(schema->columns[i].title), "%s", schema->columns[i].id);
	}
}
END_TEST

START_TEST(more_columns_than_there_are_places_are_cut)
{
	const struct schema *schema = task_schema();
	char ids[4096] = "pid";
	int count;

	ck_assert_uint_gt(schema->count, LAYOUT_COLUMNS);
	for (size_t i = 1; i < schema->count; i++)
		sprintf(ids + strlen(ids), ",%s", schema->columns[i].id);
	placed(ids, 10000, 14, &count);
	ck_assert_int_eq(count, LAYOUT_COLUMNS);
}
END_TEST

SUITE(layout, parts_never_overlap_and_the_table_has_a_row, a_larger_screen_shows_no_less, an_ordinary_screen_has_everything,
      columns_stand_side_by_side_inside_the_screen, the_command_takes_what_is_left,
      the_first_column_of_what_may_be_old_has_room_for_its_age,
      columns_go_by_their_rank_where_space_is_short, an_ordinary_screen_keeps_room_for_the_command,
      an_ordinary_memory_screen_keeps_what_it_is_for, no_column_is_narrower_than_its_title, more_columns_than_there_are_places_are_cut)
