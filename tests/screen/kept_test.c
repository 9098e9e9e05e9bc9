/* kept_test.c - the settings that are kept, each of them: changed, written into a real file, and read from there. */
#define _GNU_SOURCE
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config_keeper.h"
#include "kept.h"
#include "task_values.h"

/* A value of each that is not what everybody has, as ramtop writes it. */
static const struct { const char *id, *value; } cases[] = {
	{ "delay", "2.5" }, { "grace", "30" }, { "header", "no" }, { "path", "no" }, { "merged", "yes" }, { "threads", "yes" },
	{ "kernel_threads", "yes" }, { "no_containers", "yes" }, { "mouse", "no" }, { "cursor", "yes" }, { "theme", "light" },
	{ "meters", "memory:graph / load" },
};

static char dir[64], path[96];
static struct keeping keeping;

static void enter(void)
{
	snprintf(dir, sizeof(dir), "build/check/kept-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/config", dir);
	keeping_start(&keeping, path);
	ck_assert_str_eq(keeping.why_not, "");
}

static void leave(void)
{
	remove(path);
	ck_assert_int_eq(rmdir(dir), 0);
}

static void file_write(const char *text, size_t n)
{
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(text, 1, n, f), n);
	ck_assert_int_eq(fclose(f), 0);
}

static const char *value_of(const struct settings *s, const char *id)
{
	static char text[SETTING_TEXT];
	size_t count;
	const struct setting *all = settings_all(&count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(all[i].id, id) == 0) {
			all[i].kind->write(&all[i], s, text, sizeof(text));
			return text;
		}
	return "";
}

/* As another ramtop would find it. */
static const char *found(const char *id)
{
	struct settings s;
	const char *text;

	settings_init(&s, task_schema());
	kept_load(&keeping, &s);
	ck_assert_msg(!keeping.fault.text[0], "%s", keeping.fault.text);
	text = value_of(&s, id);
	settings_free(&s);
	return text;
}

static void change(struct settings *s, const char *id, const char *value)
{
	size_t count;
	const struct setting *all = settings_all(&count);
	struct err e;

	for (size_t i = 0; i < count; i++)
		if (strcmp(all[i].id, id) == 0)
			ck_assert_msg(all[i].kind->read(&all[i], s, value, &e), "%s", e.text);
}

START_TEST(each_setting_has_a_case_and_is_found_again)
{
	size_t count;
	const struct setting *all = settings_all(&count);
	struct settings s;
	struct kept *k;
	struct err e;

	enter();
	for (size_t i = 0; i < count; i++) {
		size_t at = 0;
		while (at < ARRAY_LEN(cases) && strcmp(cases[at].id, all[i].id) != 0)
			at++;
		ck_assert_msg(at < ARRAY_LEN(cases), "no case for %s", all[i].id);
		settings_init(&s, task_schema());
		k = kept_open(&keeping, &s);
		ck_assert_msg(strcmp(value_of(&s, all[i].id), cases[at].value) != 0, "%s is so always", all[i].id);
		change(&s, all[i].id, cases[at].value);
		kept_look(k, &s);
		ck_assert_msg(kept_close(k, &e), "%s", e.text);
		settings_free(&s);
		ck_assert_str_eq(found(all[i].id), cases[at].value);
	}
	/* Each of them left the others as they were. */
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		ck_assert_str_eq(found(cases[i].id), cases[i].value);
	leave();
}
END_TEST

START_TEST(what_has_not_changed_is_not_written)
{
	struct settings s;
	struct kept *k;
	struct err e;

	enter();
	settings_init(&s, task_schema());
	k = kept_open(&keeping, &s);
	kept_look(k, &s);
	ck_assert(kept_close(k, &e));
	ck_assert_int_ne(access(path, F_OK), 0);
	settings_free(&s);
	leave();
}
END_TEST

/* All screens are written when one changes first: the others as they are without the command line. */
START_TEST(what_the_command_line_says_is_not_written_with_another_screen)
{
	struct settings s;
	struct kept *k;
	struct err e;

	enter();
	settings_init(&s, task_schema());
	kept_load(&keeping, &s);
	s.view.tree = true;
	s.view.sort = schema_find(task_schema(), "pid");
	k = kept_open(&keeping, &s);
	kept_look(k, &s);
	settings_show(&s, 1);
	s.view.tree = true;
	kept_look(k, &s);
	settings_show(&s, 2);
	s.view.tree = false;
	kept_look(k, &s);
	ck_assert_msg(kept_close(k, &e), "%s", e.text);
	settings_free(&s);
	settings_init(&s, task_schema());
	kept_load(&keeping, &s);
	ck_assert(!tabs_at(&s.tabs, 0)->tree && tabs_at(&s.tabs, 1)->tree && !tabs_at(&s.tabs, 2)->tree);
	ck_assert_str_eq(tabs_at(&s.tabs, 0)->sort->id, "rss");
	settings_free(&s);
	leave();
}
END_TEST

START_TEST(of_a_thousand_changes_the_last_one_stays)
{
	struct settings s;
	struct kept *k;
	struct err e;

	enter();
	settings_init(&s, task_schema());
	k = kept_open(&keeping, &s);
	for (int i = 0; i < 1000; i++) {
		s.delay_ns = (uint64_t)(i + 1) * 1000000000u;
		kept_look(k, &s);
	}
	ck_assert_msg(kept_close(k, &e), "%s", e.text);
	ck_assert_str_eq(found("delay"), "1000");
	settings_free(&s);
	leave();
}
END_TEST

START_TEST(what_cannot_be_written_is_told_with_its_cause)
{
	struct settings s;
	struct kept *k;
	struct err e = { "" };

	enter();
	ck_assert_int_eq(mkdir(path, 0700), 0);
	settings_init(&s, task_schema());
	k = kept_open(&keeping, &s);
	s.header = false;
	kept_look(k, &s);
	ck_assert(!kept_close(k, &e));
	ck_assert_msg(strstr(e.text, path) && strstr(e.text, "no regular file"), "%s", e.text);
	kept_load(&keeping, &s);
	ck_assert_msg(strstr(keeping.fault.text, "no regular file"), "%s", keeping.fault.text);
	settings_free(&s);
	leave();
}
END_TEST

START_TEST(a_file_from_elsewhere_is_read_too)
{
	static const char *const files[] = {
		"[options]\r\ndelay = 4\r\ntheme = mono\r\n", "\xef\xbb\xbf[options]\ndelay = 4\ntheme = mono\n", "[options]\ndelay=4\ntheme=mono",
		"[options]\n\n\n  # a note\n; another\ndelay : 4\n[strange]\ndelay = 9\n[options]\ntheme = mono\n",
	};

	enter();
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		file_write(files[i], strlen(files[i]));
		ck_assert_str_eq(found("delay"), "4");
		ck_assert_str_eq(found("theme"), "mono");
	}
	leave();
}
END_TEST

START_TEST(screens_without_number_are_cut_with_one_message)
{
	struct settings s;
	FILE *f;

	enter();
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	for (int i = 1; i <= 5000; i++)
		fprintf(f, "[screen %d]\ncolumns = pid\n", i);
	fprintf(f, "[options]\ndelay = 4\n");
	ck_assert_int_eq(fclose(f), 0);
	settings_init(&s, task_schema());
	kept_load(&keeping, &s);
	ck_assert_uint_eq(s.tabs.list.count, TABS_MOST);
	ck_assert_msg(strstr(keeping.fault.text, "config:66: 32 screens are enough: '33' is left out"), "%s", keeping.fault.text);
	ck_assert_str_eq(value_of(&s, "delay"), "4");
	settings_free(&s);
	leave();
}
END_TEST

START_TEST(a_file_that_is_much_too_large_is_refused_in_one_line)
{
	static char text[1 << 16];
	struct settings s;
	FILE *f;

	enter();
	memset(text, '#', sizeof(text));
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	for (int i = 0; i < 160; i++)
		ck_assert_uint_eq(fwrite(text, 1, sizeof(text), f), sizeof(text));
	ck_assert_int_eq(fclose(f), 0);
	settings_init(&s, task_schema());
	kept_load(&keeping, &s);
	ck_assert_msg(strstr(keeping.fault.text, path), "%s", keeping.fault.text);
	ck_assert_uint_eq(tabs_find(&s.tabs, "Memory"), 1);
	settings_free(&s);
	leave();
}
END_TEST

SUITE(kept, each_setting_has_a_case_and_is_found_again, what_has_not_changed_is_not_written,
      what_the_command_line_says_is_not_written_with_another_screen, of_a_thousand_changes_the_last_one_stays,
      what_cannot_be_written_is_told_with_its_cause, a_file_from_elsewhere_is_read_too,
      screens_without_number_are_cut_with_one_message, a_file_that_is_much_too_large_is_refused_in_one_line)
