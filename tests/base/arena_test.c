/* arena_test.c - pieces are zero, aligned, apart from each other, and forgotten all at once. */
#include "arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "suite.h"

#define PIECES 200

/* Sizes around those of a block, the smallest and the largest one wants. */
static size_t size_of(int i)
{
	static const size_t sizes[] = { 1, 3, 16, 17, 63, 64, 65, 200, 5000 };

	return sizes[(size_t)i % (sizeof(sizes) / sizeof(sizes[0]))];
}

static bool is_all(const unsigned char *piece, size_t size, int byte)
{
	for (size_t i = 0; i < size; i++)
		if (piece[i] != (unsigned char)byte)
			return false;
	return true;
}

START_TEST(pieces_are_zero_aligned_and_apart)
{
	struct arena a = { 0 };
	unsigned char *piece[PIECES];

	for (int i = 0; i < PIECES; i++) {
		piece[i] = arena_take(&a, size_of(i));
		ck_assert_uint_eq((uintptr_t)piece[i] % alignof(max_align_t), 0);
		ck_assert(is_all(piece[i], size_of(i), 0));
		memset(piece[i], i, size_of(i));
	}
	for (int i = 0; i < PIECES; i++)
		ck_assert(is_all(piece[i], size_of(i), i));
	arena_free(&a);
}
END_TEST

START_TEST(after_clearing_the_same_memory_comes_again_and_is_zero)
{
	struct arena a = { 0 };
	unsigned char *first[PIECES];

	for (int i = 0; i < PIECES; i++)
		memset(first[i] = arena_take(&a, size_of(i)), 0xff, size_of(i));
	arena_clear(&a);
	for (int i = 0; i < PIECES; i++) {
		unsigned char *again = arena_take(&a, size_of(i));
		ck_assert_ptr_eq(again, first[i]);
		ck_assert(is_all(again, size_of(i), 0));
	}
	arena_free(&a);
}
END_TEST

START_TEST(after_clearing_other_sizes_fit_too)
{
	struct arena a = { 0 };

	for (int round = 0; round < 20; round++) {
		unsigned char *piece[PIECES];
		for (int i = 0; i < PIECES; i++)
			memset(piece[i] = arena_take(&a, size_of(i * 7 + round)), i, size_of(i * 7 + round));
		for (int i = 0; i < PIECES; i++)
			ck_assert(is_all(piece[i], size_of(i * 7 + round), i));
		arena_clear(&a);
	}
	arena_free(&a);
}
END_TEST

START_TEST(an_arena_that_was_never_used_can_be_cleared_and_freed)
{
	struct arena a = { 0 };

	arena_clear(&a);
	arena_free(&a);
	ck_assert_ptr_null(a.first);
	ck_assert_ptr_nonnull(arena_take(&a, 0));
	arena_free(&a);
	ck_assert_ptr_null(a.first);
}
END_TEST

SUITE(arena, pieces_are_zero_aligned_and_apart, after_clearing_the_same_memory_comes_again_and_is_zero,
      after_clearing_other_sizes_fit_too, an_arena_that_was_never_used_can_be_cleared_and_freed)
