/* oom_text_test.c - what is said of the OOM killer, and its table. */
#include "oom_text.h"

#include <stdlib.h>
#include <time.h>

#include "oom_columns.h"
#include "suite.h"
#include "table/made.h"

static struct sample machine(void)
{
	struct sample s;

	sample_init(&s);
	s.machine.has_memory = true;
	s.machine.memory.bytes[MEM_TOTAL] = 4 * GB;
	s.machine.memory.known[MEM_TOTAL] = s.machine.memory.known[MEM_SWAP_TOTAL] = true;
	s.machine.panics = s.machine.takes_caller = 0;
	return s;
}

static void holder(struct sample *s, pid_t pid, const char *command, uint64_t bytes, int adj)
{
	struct status *status;
	struct task *t;

	made(s, (struct made){ .pid = pid, .command = command, .rss = bytes });
	t = (struct task *)s->tasks.data + s->tasks.count - 1;
	status = arena_take(&s->arena, sizeof(*status));
	*status = (struct status){ .anon = bytes };
	t->status = status;
	t->oom_adj = (int16_t)adj;
	t->have |= NEED_STATUS | NEED_OOM;
}

static const char *first(const struct sample *s, struct oom_rank *r)
{
	static char text[OOM_TEXT];

	oom_rank(r, s, NULL);
	oom_write_first(text, sizeof(text), r, s, TEXT_UNICODE);
	return text;
}

START_TEST(in_a_container_who_is_in_its_group_is_ranked_against_its_limit)
{
	struct sample s;
	struct oom_rank r;
	char text[OOM_TEXT];

	oom_rank_init(&r);
	made_container(&s, "/web");
	ck_assert_ptr_eq(oom_group_of_all(&s), s.cgroups.data);
	holder(&s, 812, "java", 10 * MB, 0);
	holder(&s, 4711, "postgres", 20 * MB, 0);
	oom_rank(&r, &s, oom_group_of_all(&s));
	ck_assert(r.is_own);
	ck_assert_uint_eq(r.total, 64 * MB);
	oom_write_scope(text, sizeof(text), &r, TEXT_UNICODE);
	ck_assert_str_eq(text, "this container, control group /web, 64M");
	s.machine.confinement.has_memory = false;
	ck_assert_ptr_null(oom_group_of_all(&s));
	oom_rank_free(&r);
	sample_free(&s);
}
END_TEST

START_TEST(who_goes_first_and_by_how_much_is_said)
{
	struct sample s = machine();
	struct oom_rank r;

	oom_rank_init(&r);
	ck_assert_str_eq(first(&s, &r), "nobody can be taken");
	holder(&s, 812, "java", 1 * GB, 0);
	ck_assert_str_eq(first(&s, &r), "812 java goes first; nobody else can be taken");
	holder(&s, 4711, "postgres", 2 * GB, 0);
	ck_assert_str_eq(first(&s, &r), "4711 postgres goes first; 1.00G ahead of 812 java");
	holder(&s, 5000, "spared", 3 * GB, -1000);
	ck_assert_str_eq(first(&s, &r), "4711 postgres goes first; 1.00G ahead of 812 java");
	made(&s, (struct made){ .pid = 6000, .command = "unread", .rss = GB });
	ck_assert_str_eq(first(&s, &r), "4711 postgres goes first; 1.00G ahead of 812 java (1 not readable)");
	oom_rank_free(&r);
	sample_free(&s);
}
END_TEST

START_TEST(a_hostile_name_is_made_printable)
{
	struct sample s = machine();
	struct oom_rank r;

	oom_rank_init(&r);
	holder(&s, 10, "\x1b[31m\n\xff", 1 * GB, 0);
	ck_assert_ptr_null(strchr(first(&s, &r), '\x1b'));
	ck_assert_ptr_null(strchr(first(&s, &r), '\n'));
	oom_rank_free(&r);
	sample_free(&s);
}
END_TEST

START_TEST(settings_that_change_the_answer_are_told)
{
	struct sample s = machine();
	struct oom_rank r;
	char text[OOM_TEXT];

	oom_rank_init(&r);
	holder(&s, 10, "x", 1 * GB, 0);
	oom_rank(&r, &s, NULL);
	ck_assert_uint_eq(oom_write_rule(text, sizeof(text), 0, &r, &s, TEXT_UNICODE), 0);
	s.machine.panics = 1;
	s.machine.takes_caller = 1;
	ck_assert_uint_gt(oom_write_rule(text, sizeof(text), 0, &r, &s, TEXT_UNICODE), 0);
	ck_assert_str_eq(text, "nobody is taken: the kernel panics (vm.panic_on_oom is 1)");
	ck_assert_uint_gt(oom_write_rule(text, sizeof(text), 1, &r, &s, TEXT_UNICODE), 0);
	ck_assert_ptr_nonnull(strstr(text, "vm.oom_kill_allocating_task"));
	ck_assert_uint_eq(oom_write_rule(text, sizeof(text), 2, &r, &s, TEXT_UNICODE), 0);
	oom_rank_free(&r);
	sample_free(&s);
}
END_TEST

START_TEST(kills_are_counted_and_the_last_is_named)
{
	struct kill list[] = {
		{ .wall_ns = MADE_WALL, .pid = 3, .comm = "old", .is_before = true },
		{ .wall_ns = MADE_WALL + 3661 * SECOND, .pid = 4711, .comm = "py\x1b", .group = "/docker/web", .rss = 2 * GB },
	};
	struct kills_seen k = { .is_known = true, .since_boot = 5, .since_start = 2, .list = list, .count = 2 };
	char text[OOM_TEXT];

	setenv("TZ", "UTC", 1);
	tzset();
	kills_write(text, sizeof(text), &k, SINCE_START, TEXT_ASCII);
	ck_assert_str_eq(text, "2 OOM kills, last 11-14 23:14:21 py? 4711 in /docker/web");
	kills_write(text, sizeof(text), &k, SINCE_BOOT, TEXT_ASCII);
	ck_assert_str_eq(text, "5 OOM kills since boot, last 11-14 23:14:21 py? 4711 in /docker/web");
	k.is_of_container = true;
	kills_write(text, sizeof(text), &k, SINCE_BOOT, TEXT_ASCII);
	ck_assert_str_eq(text, "5 OOM kills in this container, last 11-14 23:14:21 py? 4711 in /docker/web");
	kill_write(text, sizeof(text), &list[1], TEXT_ASCII);
	ck_assert_str_eq(text, "11-14 23:14:21 py? 4711 in /docker/web, held 2.00G");
	k.count = 1;
	k.since_start = 1;
	kills_write(text, sizeof(text), &k, SINCE_START, TEXT_ASCII);
	ck_assert_str_eq(text, "1 OOM kill");
	k.since_start = 0;
	ck_assert_uint_eq(kills_write(text, sizeof(text), &k, SINCE_START, TEXT_ASCII), 0);
	ck_assert_str_eq(text, "");
}
END_TEST

START_TEST(places_are_ordinals)
{
	static const struct { uint32_t rank; const char *text; } cases[] = {
		{ 1, "first of 200" }, { 2, "2nd of 200" }, { 3, "3rd of 200" }, { 4, "4th of 200" }, { 11, "11th of 200" },
		{ 12, "12th of 200" }, { 13, "13th of 200" }, { 21, "21st of 200" }, { 111, "111th of 200" }, { 122, "122nd of 200" },
	};
	char text[48];

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		oom_write_place(text, sizeof(text), cases[i].rank, 200);
		ck_assert_str_eq(text, cases[i].text);
	}
}
END_TEST

START_TEST(the_table_shows_points_and_what_adj_adds)
{
	struct sample s = machine();
	struct oom_rank r;
	const struct schema *schema = oom_schema();
	struct scene scene;
	struct value v;

	oom_rank_init(&r);
	holder(&s, 10, "big", 2 * GB, 0);
	holder(&s, 11, "guarded", 1 * GB, -500);
	oom_rank(&r, &s, NULL);
	scene = (struct scene){ .sample = &s, .rows = r.candidates.data };
#define AT(id, row) schema_find(schema, id)->get(&scene, row, schema_find(schema, id))
	ck_assert_uint_eq(AT("points", 0).number, 2 * GB);
	ck_assert_uint_eq(AT("rank", 1).number, 2);
	ck_assert_int_eq(AT("added", 0).kind, VALUE_BLANK);
	v = AT("points", 1);
	ck_assert(v.is_change);
	ck_assert_int_lt((int64_t)v.number, 0);
	ck_assert_uint_eq(AT("held", 1).number, 1 * GB);
	ck_assert_int_eq((int64_t)AT("oomadj", 1).number, -500);
	for (size_t i = 0; i < schema->count; i++)
		ck_assert_uint_gt(strlen(schema->columns[i].help), 5);
	oom_rank_free(&r);
	sample_free(&s);
}
END_TEST

SUITE(oom_text, in_a_container_who_is_in_its_group_is_ranked_against_its_limit, who_goes_first_and_by_how_much_is_said, a_hostile_name_is_made_printable, settings_that_change_the_answer_are_told,
      kills_are_counted_and_the_last_is_named, places_are_ordinals, the_table_shows_points_and_what_adj_adds)
