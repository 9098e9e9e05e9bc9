/* alert_test.c - since when which process fits an alert, by a clock that the test sets. */
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "alert.h"
#include "made.h"
#include "source.h"

static struct sample seen;
static struct alerts alerts;

static void start(void)
{
	setenv("TZ", "UTC", 1);
	tzset();
	made_desktop(&seen);
	alerts_init(&alerts);
}

static void end(void)
{
	alerts_free(&alerts);
	sample_free(&seen);
}

static void add(const char *text)
{
	struct err e;

	ck_assert_msg(alerts_add(&alerts, text, &e), "%s: %s", text, e.text);
}

static struct task *task(pid_t pid)
{
	return (struct task *)seen.tasks.data + made_place(&seen, pid);
}

/* So many seconds after the machine was made. */
static size_t look_at(uint64_t seconds)
{
	struct scene scene = { .sample = &seen, .full_path = true };

	seen.boot_ns = MADE_BOOT + seconds * SECOND;
	seen.wall_ns = MADE_WALL + seconds * SECOND;
	return alerts_look(&alerts, &scene);
}

static bool is_on(pid_t pid)
{
	return alerts_find(&alerts, mark_of(task(pid))) != NULL;
}

START_TEST(without_a_span_it_begins_at_once_and_once_only)
{
	start();
	add("rss>800m");
	ck_assert(!alerts.has_fired);
	ck_assert_uint_eq(look_at(0), 2);
	ck_assert(alerts.has_fired && is_on(120) && is_on(200) && !is_on(210));
	ck_assert_uint_eq(look_at(1), 0);
	ck_assert(is_on(120));
	task(120)->rss = 1;
	ck_assert_uint_eq(look_at(2), 0);
	ck_assert(!is_on(120) && is_on(200));
	/* It begins anew. */
	task(120)->rss = GB;
	ck_assert_uint_eq(look_at(3), 1);
	ck_assert(is_on(120));
	end();
}
END_TEST

START_TEST(a_span_must_pass_without_a_break)
{
	start();
	add("rss>1g for 30s");
	ck_assert_uint_eq(look_at(0), 0);
	ck_assert_uint_eq(look_at(29), 0);
	ck_assert(!is_on(120) && !alerts.has_fired);
	task(120)->rss = 1;
	look_at(30);
	task(120)->rss = 2 * GB;
	ck_assert_uint_eq(look_at(31), 0);
	ck_assert_uint_eq(look_at(60), 0);
	ck_assert_uint_eq(look_at(61), 1);
	ck_assert(is_on(120));
	ck_assert_uint_eq(alerts_cases(&alerts)[0].since_ns, MADE_BOOT + 31 * SECOND);
	end();
}
END_TEST

START_TEST(what_is_unknown_changes_nothing)
{
	start();
	add("rss>1g for 10s");
	look_at(0);
	task(120)->have &= (uint16_t)~NEED_STAT;
	ck_assert_uint_eq(look_at(5), 0);
	ck_assert_uint_eq(look_at(11), 0);
	ck_assert(!is_on(120));
	task(120)->have |= NEED_STAT;
	ck_assert_uint_eq(look_at(12), 1);
	task(120)->have &= (uint16_t)~NEED_STAT;
	ck_assert_uint_eq(look_at(13), 0);
	ck_assert(is_on(120));
	end();
}
END_TEST

START_TEST(another_process_with_the_same_pid_starts_from_nothing)
{
	start();
	add("rss>1g for 10s");
	look_at(0);
	task(120)->start_ns++;
	ck_assert_uint_eq(look_at(10), 0);
	ck_assert(!is_on(120));
	ck_assert_uint_eq(look_at(20), 1);
	end();
}
END_TEST

START_TEST(who_has_ended_is_forgotten)
{
	start();
	add("rss>800m");
	look_at(0);
	sample_free(&seen);
	made_machine(&seen);
	made(&seen, (struct made){ .pid = 200, .command = "/opt/firefox/firefox", .rss = GB });
	ck_assert_uint_eq(look_at(1), 0);
	ck_assert_uint_eq(alerts.cases.count, 1);
	ck_assert(is_on(200));
	end();
}
END_TEST

START_TEST(several_alerts_have_a_case_each)
{
	char texts[256];
	size_t others;

	start();
	add("rss>1g");
	add("user=kim rss>400m for 5s");
	ck_assert_uint_eq(look_at(0), 1);
	ck_assert_uint_eq(alerts_texts(&alerts, mark_of(task(120)), texts, sizeof(texts)), strlen("rss>1g"));
	ck_assert_uint_eq(look_at(5), 3);
	alerts_texts(&alerts, mark_of(task(120)), texts, sizeof(texts));
	ck_assert_str_eq(texts, "rss>1g; user=kim rss>400m for 5s");
	alerts_texts(&alerts, mark_of(task(220)), texts, sizeof(texts));
	ck_assert_str_eq(texts, "user=kim rss>400m for 5s");
	ck_assert_uint_eq(alerts_texts(&alerts, mark_of(task(1)), texts, sizeof(texts)), 0);
	ck_assert_uint_eq(alerts_texts(&alerts, mark_of(task(120)), texts, 5), 4);
	ck_assert_ptr_nonnull(alerts_newest(&alerts, &others));
	ck_assert_uint_eq(others, 3);
	end();
}
END_TEST

START_TEST(silence_lasts_until_it_begins_anew)
{
	size_t others;

	start();
	add("rss>1g");
	look_at(0);
	ck_assert_uint_eq(alerts_silence(&alerts), 1);
	ck_assert_uint_eq(alerts_silence(&alerts), 0);
	ck_assert_ptr_null(alerts_newest(&alerts, &others));
	look_at(1);
	ck_assert_ptr_null(alerts_newest(&alerts, &others));
	ck_assert(is_on(120) && alerts_find(&alerts, mark_of(task(120)))->is_silent);
	task(120)->rss = 0;
	look_at(2);
	task(120)->rss = 2 * GB;
	ck_assert_uint_eq(look_at(3), 1);
	ck_assert_int_eq(alerts_newest(&alerts, &others)->mark.pid, 120);
	end();
}
END_TEST

START_TEST(it_says_who_and_since_when)
{
	const struct alert_case *c;
	char text[256];
	size_t others;

	start();
	add("rss>1g for 30s");
	look_at(0);
	look_at(40);
	c = alerts_newest(&alerts, &others);
	alerts_say(&alerts, c, &seen, text, sizeof(text), TEXT_ASCII);
	ck_assert_str_eq(text, "120 python3 rss>1g for 30s, since 22:13:20");
	/* On another day it says on which. */
	look_at(2 * 3600);
	c = alerts_newest(&alerts, &others);
	alerts_say(&alerts, c, &seen, text, sizeof(text), TEXT_ASCII);
	ck_assert_str_eq(text, "120 python3 rss>1g for 30s, since 2023-11-14 22:13:20");
	end();
}
END_TEST

START_TEST(a_hostile_name_is_made_fit_to_be_shown)
{
	char text[256];
	size_t others;

	start();
	made(&seen, (struct made){ .pid = 300, .command = "\033[2Jevil\n", .rss = 3 * GB });
	add("rss>2.5g");
	look_at(0);
	alerts_say(&alerts, alerts_newest(&alerts, &others), &seen, text, sizeof(text), TEXT_ASCII);
	ck_assert_str_eq(text, "300 ?[2Jevil? rss>2.5g, since 22:13:20");
	end();
}
END_TEST

START_TEST(threads_have_no_alerts_of_their_own)
{
	start();
	add("compositor");
	ck_assert_uint_eq(look_at(0), 0);
	add("firefox");
	ck_assert_uint_eq(look_at(1), 1);
	end();
}
END_TEST

START_TEST(a_fault_is_told_and_adds_nothing)
{
	static const struct { const char *text, *why; } cases[] = {
		{ "",                "an alert needs a condition: 'rss>4g for 30s' has one" },
		{ "for 30s",         "an alert needs a condition: 'rss>4g for 30s' has one" },
		{ "rss>1x for 30s",  "'1x' is not an amount of memory, as 512m or 1.5g are (at character 5)" },
		{ "rss>1g for 30x",  "'30x' is not a span of time, as 90s, 1h30m or 2d are (at character 12)" },
		{ "rss>1g for ever", "'ever' is not a span of time, as 90s, 1h30m or 2d are (at character 12)" },
		{ "rss>1g for",      "'for' needs a span behind it, as 30s (at character 8)" },
		{ "(rss>1g for 30s", "'(' is not closed (at character 1)" },
	};
	struct err e;

	start();
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		ck_assert_msg(!alerts_add(&alerts, cases[i].text, &e), "'%s'", cases[i].text);
		ck_assert_str_eq(e.text, cases[i].why);
	}
	ck_assert_uint_eq(alerts.list.count, 0);
	ck_assert_uint_eq(look_at(0), 0);
	end();
}
END_TEST

START_TEST(for_in_quotes_is_a_word)
{
	const struct alert *list;

	start();
	add("'wait for 3s'");
	add("(web or bash)for 1m30s  ");
	list = alerts.list.data;
	ck_assert_uint_eq(list[0].span_ns, 0);
	ck_assert_str_eq(list[0].fits.text, "'wait for 3s'");
	ck_assert_uint_eq(list[1].span_ns, 90 * SECOND);
	ck_assert_str_eq(list[1].fits.text, "(web or bash)");
	end();
}
END_TEST

START_TEST(alerts_want_what_they_ask_and_who_it_is)
{
	struct demand d;

	start();
	demand_init(&d);
	alerts_want(&alerts, &d);
	ck_assert_uint_eq(d.all, NEED_STAT);
	add("pss>1g");
	ck_assert(!alerts_want_tree(&alerts));
	add("tree_swap>1g for 1s");
	ck_assert(alerts_want_tree(&alerts));
	alerts_want(&alerts, &d);
	ck_assert_uint_eq(d.all, NEED_STAT | NEED_OWNER | NEED_COMMAND | NEED_ROLLUP | NEED_STATUS);
	demand_free(&d);
	end();
}
END_TEST

SUITE(alert, without_a_span_it_begins_at_once_and_once_only, a_span_must_pass_without_a_break, what_is_unknown_changes_nothing,
      another_process_with_the_same_pid_starts_from_nothing, who_has_ended_is_forgotten, several_alerts_have_a_case_each,
      silence_lasts_until_it_begins_anew, it_says_who_and_since_when, a_hostile_name_is_made_fit_to_be_shown,
      threads_have_no_alerts_of_their_own, a_fault_is_told_and_adds_nothing, for_in_quotes_is_a_word,
      alerts_want_what_they_ask_and_who_it_is)
