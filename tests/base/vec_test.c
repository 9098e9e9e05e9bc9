/* vec_test.c - arrays grow, and what they held stays. */
#include "vec.h"

#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "suite.h"

START_TEST(what_was_pushed_stays_while_it_grows)
{
	struct vec v;

	vec_init(&v, sizeof(int));
	for (int i = 0; i < 1000; i++)
		*(int *)vec_push(&v) = i;
	ck_assert_uint_eq(v.count, 1000);
	ck_assert_uint_ge(v.room, 1000);
	for (int i = 0; i < 1000; i++)
		ck_assert_int_eq(((int *)v.data)[i], i);
	vec_free(&v);
}
END_TEST

START_TEST(a_pushed_element_is_zero_even_where_another_was)
{
	struct vec v;

	vec_init(&v, sizeof(uint64_t));
	*(uint64_t *)vec_push(&v) = UINT64_MAX;
	v.count = 0;
	ck_assert_uint_eq(*(uint64_t *)vec_push(&v), 0);
	vec_free(&v);
}
END_TEST

START_TEST(resizing_gives_zeroes_and_never_gives_memory_back)
{
	struct vec v;
	size_t room;

	vec_init(&v, sizeof(int));
	vec_resize(&v, 7);
	for (int i = 0; i < 7; i++) {
		ck_assert_int_eq(((int *)v.data)[i], 0);
		((int *)v.data)[i] = i + 1;
	}
	room = v.room;
	vec_resize(&v, 2);
	ck_assert_uint_eq(v.count, 2);
	ck_assert_uint_eq(v.room, room);
	vec_resize(&v, 7);
	ck_assert_int_eq(((int *)v.data)[1], 2);
	for (int i = 2; i < 7; i++)
		ck_assert_int_eq(((int *)v.data)[i], 0);
	vec_free(&v);
}
END_TEST

START_TEST(reserving_leaves_what_was_there)
{
	struct vec v;

	vec_init(&v, sizeof(int));
	vec_resize(&v, 3);
	((int *)v.data)[2] = 42;
	vec_reserve(&v, 1);
	vec_reserve(&v, 3);
	ck_assert_uint_eq(v.count, 3);
	ck_assert_int_eq(((int *)v.data)[2], 42);
	vec_free(&v);
}
END_TEST

START_TEST(a_vec_asks_for_nothing_until_it_holds_something)
{
	struct vec v;

	vec_init(&v, 16);
	vec_resize(&v, 0);
	ck_assert_ptr_null(v.data);
	vec_free(&v);
}
END_TEST

START_TEST(a_freed_vec_can_be_used_again)
{
	struct vec v;

	vec_init(&v, sizeof(int));
	vec_push(&v);
	vec_free(&v);
	ck_assert_uint_eq(v.count, 0);
	ck_assert_ptr_null(v.data);
	*(int *)vec_push(&v) = 5;
	ck_assert_uint_eq(v.count, 1);
	vec_free(&v);
}
END_TEST

/* What it says before it dies of so many elements: the line on stderr. */
static void last_words(char *out, size_t room, size_t count, size_t size)
{
	int ends[2], status;
	size_t used = 0;
	ssize_t n;
	pid_t pid;

	ck_assert_int_eq(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		struct vec v;
		dup2(ends[1], STDERR_FILENO);
		vec_init(&v, size);
		vec_reserve(&v, count);
		_exit(0);
	}
	close(ends[1]);
	while ((n = read(ends[0], out + used, room - 1 - used)) > 0)
		used += (size_t)n;
	close(ends[0]);
	out[used] = '\0';
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 1, "%zu elements of %zu bytes: status %x", count, size,
	              (unsigned)status);
}

START_TEST(more_elements_than_bytes_can_be_counted_end_it_with_one_line)
{
	const struct { size_t count, size; } too_many[] = {
		{ SIZE_MAX, 8 }, { SIZE_MAX / 8 + 1, 8 }, { SIZE_MAX / 16, 32 },
	};
	char words[256];

	for (size_t i = 0; i < ARRAY_LEN(too_many); i++) {
		last_words(words, sizeof(words), too_many[i].count, too_many[i].size);
		ck_assert_msg(strncmp(words, "ramtop: out of memory: ", 23) == 0, "it said: %s", words);
		ck_assert_ptr_eq(strchr(words, '\n'), words + strlen(words) - 1);
	}
}
END_TEST

SUITE(vec, what_was_pushed_stays_while_it_grows, a_pushed_element_is_zero_even_where_another_was,
      resizing_gives_zeroes_and_never_gives_memory_back, reserving_leaves_what_was_there,
      a_vec_asks_for_nothing_until_it_holds_something, a_freed_vec_can_be_used_again,
      more_elements_than_bytes_can_be_counted_end_it_with_one_line)
