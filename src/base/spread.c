/* spread.c - pure arithmetic. Knows not what was counted. */
#include "spread.h"

#include <stdlib.h>

static int by_size(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* The middle one; of two the middle between them. */
static uint64_t sort_and_halve(uint64_t *numbers, size_t count)
{
	uint64_t low, high;

	qsort(numbers, count, sizeof(*numbers), by_size);
	low = numbers[(count - 1) / 2];
	high = numbers[count / 2];
	return low + (high - low) / 2;
}

struct spread spread_of(uint64_t *numbers, size_t count)
{
	struct spread s = { .median = sort_and_halve(numbers, count) };

	s.lowest = numbers[0];
	s.highest = numbers[count - 1];
	for (size_t i = 0; i < count; i++)
		numbers[i] = numbers[i] > s.median ? numbers[i] - s.median : s.median - numbers[i];
	s.within = sort_and_halve(numbers, count);
	return s;
}
