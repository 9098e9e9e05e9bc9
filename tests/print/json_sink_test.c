/* json_sink_test.c - samples as JSON, for our own eyes and for jq's. */
#include "suite.h"

#include <math.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../table/made.h"
#include "grid_print.h"
#include "printed.h"

static struct printed p;

/* Compares what stands in the brackets of "tasks"; the machine's own "tasks" is a number. */
static void tasks_are(const char *want)
{
	const char *text = strstr(printed_as(&p, "json", 100), "\"tasks\":[");
	char whole[4096];

	ck_assert_ptr_nonnull(text);
	snprintf(whole, sizeof(whole), "\"tasks\":[%s]}\n", want);
	ck_assert_str_eq(text, whole);
}

/* What jq makes of the sample. Fails when jq takes it for no JSON, or the answer for false or null. */
static const char *jq(const char *program)
{
	static char answer[8192];
	char file[] = "/tmp/ramtop-json-XXXXXX", command[512];
	int fd = mkstemp(file), status;
	FILE *out;
	size_t n;

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, p.text, p.length), (ssize_t)p.length);
	close(fd);
	snprintf(command, sizeof(command), "jq -e -r -j '%s' %s", program, file);
	out = popen(command, "r");
	ck_assert_ptr_nonnull(out);
	n = fread(answer, 1, sizeof(answer) - 1, out);
	answer[n] = '\0';
	status = pclose(out);
	unlink(file);
	ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "jq ended with %d on %s", status, p.text);
	return answer;
}

START_TEST(keys_are_the_ids_of_the_columns)
{
	made_desktop(&p.sample);
	printed_start(&p, "pid,user,state,rss,time,nice,command");
	p.settings.view.filter.has_user = true;
	tasks_are("{\"pid\":1,\"user\":\"root\",\"state\":\"S\",\"rss\":12582912,\"time\":3.00,\"nice\":0,\"command\":\"/sbin/init\"}");
	printed_end(&p);
}
END_TEST

START_TEST(unknown_and_blank_are_null)
{
	made_desktop(&p.sample);
	made(&p.sample, (struct made){ .pid = 300, .command = "x", .lacks = ~0u });
	printed_start(&p, "pid,rss,cpu,user,command");
	ck_assert(filter_set_pids(&p.settings.view.filter, "300", &(struct err){ "" }));
	tasks_are("{\"pid\":300,\"rss\":null,\"cpu\":null,\"user\":null,\"command\":null}");
	ck_assert(filter_set_pids(&p.settings.view.filter, "200", &(struct err){ "" }));
	p.settings.view.filter.threads = true;
	tasks_are("{\"pid\":200,\"rss\":882900992,\"cpu\":4.10,\"user\":\"kim\",\"command\":\"/opt/firefox/firefox\"},"
	          "{\"pid\":205,\"rss\":null,\"cpu\":0.20,\"user\":\"root\",\"command\":\"Compositor\"}");
	printed_end(&p);
}
END_TEST

START_TEST(a_series_is_a_list_and_a_bar_is_its_percent)
{
	static const uint64_t lately[] = { 100, 200, 150 };
	struct task *t;

	made_desktop(&p.sample);
	p.sample.machine.largest_rss = 2 * GB;
	t = (struct task *)p.sample.tasks.data + made_place(&p.sample, 200);
	task_rare(t, &p.sample.arena)->series = (struct value){ .kind = VALUE_SERIES, .series = { lately, ARRAY_LEN(lately) } };
	task_rare(t, &p.sample.arena)->traffic = (struct traffic){ { 4096, 0 }, { 0, 0 }, false };
	t->have |= NEED_SERIES | NEED_IO;
	printed_start(&p, "pid,bar,spark,io_read,read_s,container");
	ck_assert(filter_set_pids(&p.settings.view.filter, "200,210", &(struct err){ "" }));
	tasks_are("{\"pid\":200,\"bar\":41.11,\"spark\":[100,200,150],\"io_read\":4096,\"read_s\":null,\"container\":null},"
	          "{\"pid\":210,\"bar\":14.65,\"spark\":null,\"io_read\":null,\"read_s\":null,\"container\":null}");
	printed_end(&p);
}
END_TEST

START_TEST(a_sum_says_when_it_is_only_at_least_that)
{
	made_desktop(&p.sample);
	printed_start(&p, "pid,tree_pss");
	ck_assert(filter_set_pids(&p.settings.view.filter, "100,200", &(struct err){ "" }));
	tasks_are("{\"pid\":200,\"tree_pss\":1329594368},{\"pid\":100,\"tree_pss\":2097152000,\"tree_pss_at_least\":true}");
	printed_end(&p);
}
END_TEST

START_TEST(a_change_is_in_the_units_of_the_value)
{
	struct value v = value_number(5 * SECOND / 2);
	char *text;
	size_t length;
	FILE *out = open_memstream(&text, &length);
	struct json j = { out, false };

	v.is_change = true;
	json_open(&j, '{');
	json_member(&j, schema_find(task_schema(), "time"), v);
	v.number = 0 - 3 * SECOND / 2;
	json_member(&j, schema_find(task_schema(), "eta"), v);
	v.number = 0 - 4 * MB;
	json_member(&j, schema_find(task_schema(), "rss"), v);
	json_close(&j, '}');
	fclose(out);
	ck_assert_str_eq(text, "{\"time\":2.50,\"eta\":-1.50,\"rss\":-4194304}");
	free(text);
}
END_TEST

START_TEST(a_tree_tells_depths)
{
	made_desktop(&p.sample);
	printed_start(&p, "pid");
	p.settings.view.tree = true;
	ck_assert(filter_set_pids(&p.settings.view.filter, "1,100,120", &(struct err){ "" }));
	tasks_are("{\"pid\":1,\"depth\":0},{\"pid\":100,\"depth\":1},{\"pid\":120,\"depth\":2}");
	printed_end(&p);
}
END_TEST

START_TEST(a_sample_is_one_line_with_time_machine_and_tasks)
{
	made_desktop(&p.sample);
	printed_start(&p, "pid,start");
	printed_as(&p, "json", 2);
	ck_assert_ptr_eq(strchr(p.text, '\n'), p.text + p.length - 1);
	ck_assert_str_eq(jq("keys_unsorted | join(\" \")"), "time machine tasks");
	ck_assert_str_eq(jq(".time"), "2023-11-14T22:13:20.000Z");
	ck_assert_str_eq(jq(".tasks | length"), "2");
	ck_assert_str_eq(jq(".tasks[0].start"), "2023-11-13T18:28:40.000Z");
	printed_end(&p);
}
END_TEST

START_TEST(the_machine_is_numbers)
{
	made_desktop(&p.sample);
	printed_start(&p, "pid");
	printed_as(&p, "json", 0);
	ck_assert_str_eq(jq(".machine | [.mem_total, .mem_available, .mem_used, .mem_free, .swap_total, .swap_used, .cpu, .uptime, "
	                    ".tasks] | join(\" \")"),
	                 "17179869184 11811160064 4294967296 8589934592 2147483648 536870912 12.5 100000 5");
	ck_assert_str_eq(jq(".machine.zram_data == null"), "true");
	ck_assert_str_eq(jq(".tasks | length"), "0");
	printed_end(&p);
}
END_TEST

START_TEST(an_unknown_machine_is_nulls)
{
	sample_init(&p.sample);
	printed_start(&p, "pid");
	printed_as(&p, "json", 0);
	ck_assert_str_eq(jq(".machine | [.mem_total, .swap_used, .pressure_some, .cpu, .load_1, .uptime, .running] "
	                    "| all(. == null)"), "true");
	printed_end(&p);
}
END_TEST

START_TEST(hostile_names_are_valid_json)
{
	static const struct { const char *name, *seen; } cases[] = {
		{ "quote\" back\\slash",          "quote\" back\\slash" },
		{ "\x01\x1b[2J\x7f",              "\x01\x1b[2J\x7f" },
		{ "line\nfeed\r\t",               "line\nfeed\r\t" },
		{ "\xff\xfe not UTF-8 \xc3",      "�� not UTF-8 �" },
		{ "\xed\xa0\x80 half a pair",     "��� half a pair" },
		{ "\xe2\x80\xae bidi",            "\xe2\x80\xae bidi" },
		{ "\xf0\x9f\xa6\x8a 中 e\xcc\x81", "\xf0\x9f\xa6\x8a 中 e\xcc\x81" },
		{ "\"},{\"pid\":1",               "\"},{\"pid\":1" },
		{ "\xf3\xa0\x80\xa1 a tag",       "\xf3\xa0\x80\xa1 a tag" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		made_machine(&p.sample);
		made(&p.sample, (struct made){ .pid = 1, .command = cases[i].name, .user = cases[i].name });
		printed_start(&p, "pid,user,comm,command");
		printed_as(&p, "json", 1);
		for (const char *at = p.text; at < p.text + p.length - 1; at++)
			ck_assert_msg((unsigned char)*at >= ' ' && *at != 0x7f, "a raw %d in %s", *at, p.text);
		ck_assert_str_eq(jq(".tasks[0].command"), cases[i].seen);
		ck_assert_str_eq(jq(".tasks[0].user"), cases[i].seen);
		ck_assert_str_eq(jq(".tasks | length"), "1");
		printed_end(&p);
	}
}
END_TEST

START_TEST(numbers_stay_valid_whatever_they_are)
{
	made_machine(&p.sample);
	made(&p.sample, (struct made){ .pid = 1, .command = "x", .rss = UINT64_MAX, .vsz = UINT64_MAX, .cpu = NAN, .nice = -20,
	                               .cpu_ns = UINT64_MAX, .start_ns = UINT64_MAX });
	printed_start(&p, "rss,cpu,nice,time,start");
	p.sample.machine.pressure.some = INFINITY;
	printed_as(&p, "json", 1);
	ck_assert_str_eq(jq(".tasks[0] | .cpu == null and .nice == -20 and .rss > 1e19"), "true");
	ck_assert_ptr_nonnull(strstr(p.text, "\"rss\":18446744073709551615,"));
	ck_assert_str_eq(jq(".machine.pressure_some == null"), "true");
	printed_end(&p);
}
END_TEST

START_TEST(every_column_is_a_key_of_valid_json)
{
	const struct schema *schema = task_schema();
	char count[16];

	made_desktop(&p.sample);
	printed_start(&p, "pid");
	p.settings.chosen.count = 0;
	for (size_t i = 0; i < schema->count; i++)
		*(const struct column **)vec_push(&p.settings.chosen) = &schema->columns[i];
	p.settings.view.filter.threads = p.settings.view.filter.kernel = true;
	printed_as(&p, "json", 100);
	snprintf(count, sizeof(count), "%zu", schema->count);
	ck_assert_str_eq(jq(".tasks[] | select(.pid == 120) | length"), count);
	ck_assert_str_eq(jq(".tasks | length"), "9");
	printed_end(&p);
}
END_TEST

START_TEST(a_container_that_confines_is_an_object_of_the_machine)
{
	made_container(&p.sample, "/docker/" MADE_ID);
	printed_start(&p, "pid");
	printed_as(&p, "json", 100);
	ck_assert_str_eq(jq("[.machine.mem_total, .machine.effective_limit] | join(\" \")"), "17179869184 67108864");
	ck_assert_str_eq(jq(".machine.container | [.used, .free, .available, .swap_total, .limit_by, .limit_of[:20], .cpus, .cpu] | join(\" \")"),
	                 "20971520 25165824 33554432 16777216 memory.max /docker/479e1c2b3427 1.5 40");
	ck_assert_str_eq(jq("[.machine.container[] | select(. == false)] | length"), "2");
	printed_end(&p);
	made_machine(&p.sample);
	printed_start(&p, "pid");
	printed_as(&p, "json", 100);
	ck_assert_str_eq(jq("[.machine.container, .machine.effective_limit] == [null, null]"), "true");
	printed_end(&p);
}
END_TEST

SUITE(json_sink, a_container_that_confines_is_an_object_of_the_machine, a_series_is_a_list_and_a_bar_is_its_percent, a_change_is_in_the_units_of_the_value, keys_are_the_ids_of_the_columns, unknown_and_blank_are_null, a_sum_says_when_it_is_only_at_least_that,
      a_tree_tells_depths, a_sample_is_one_line_with_time_machine_and_tasks, the_machine_is_numbers, an_unknown_machine_is_nulls,
      hostile_names_are_valid_json, numbers_stay_valid_whatever_they_are, every_column_is_a_key_of_valid_json)
