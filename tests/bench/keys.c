/* keys.c - presses keys and waits for their answers. Knows a monitor's answer only by its table. */
#define _GNU_SOURCE
#include "keys.h"

#include <stdlib.h>

#include "clock.h"
#include "interrupt.h"

/* Twenty presses a second or so, in no rhythm that a refresh could fall in with. */
#define PAUSE_LEAST   (10 * CLOCK_MS)
#define PAUSE_MOST    (90 * CLOCK_MS)
/* Keys that arrive together are not taken for what they are by everyone: preparing must be over, and seen to be. */
#define PREPARED      (300 * CLOCK_MS)
/* Who has not answered by then counts as if it had just done so. */
#define ANSWER_WITHIN (3 * CLOCK_S)
#define ALL_WITHIN    (20 * CLOCK_S)
/* One answer in so many may have come unasked: more, and they do not tell what we think. */
#define STRAYS        20

/* Arrows as xterm sends them in application mode, which every curses program switches on. */
static const char *const arrows[MOVES] = { "\033OB", "\033OA" };

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static uint64_t random_pause(void)
{
	return PAUSE_LEAST + (uint64_t)random() % (PAUSE_MOST - PAUSE_LEAST);
}

/* One key; false when the answer came before it was pressed. */
static bool press(struct drive *d, const char *key, const char *answer, double *ms)
{
	uint64_t pressed;
	bool stray;

	drive_expect(d, answer);
	drive_until(d, clock_now() + random_pause());
	stray = d->marked;
	drive_expect(d, answer);
	pressed = clock_now();
	drive_type(d, key);
	drive_until_marked(d, pressed + ANSWER_WITHIN);
	*ms = (double)((d->marked ? d->last_byte : clock_now()) - pressed) / (double)CLOCK_MS;
	return !stray;
}

bool keys_measure(struct drive *d, const struct monitor_spec *spec, int presses, struct keys *out)
{
	uint64_t end = clock_now() + ALL_WITHIN;
	double ms[KEYS_MAX];
	int count = 0, strays = 0;

	if (!spec->prepare || presses == 0 || presses > KEYS_MAX || !drive_type(d, spec->prepare))
		return false;
	if (!drive_burst(d, PREPARED, clock_now() + ANSWER_WITHIN))
		return false;
	for (int i = 0; i < presses && clock_now() < end; i++) {
		if (press(d, arrows[i % MOVES], spec->answers[i % MOVES], &ms[count]))
			count++;
		else
			strays++;
		if (d->ended || interrupted())
			return false;
	}
	if (count == 0 || strays > (count + strays) / STRAYS)
		return false;
	qsort(ms, (size_t)count, sizeof *ms, compare);
	*out = (struct keys){ ms[count / 2], ms[count - 1 - count / 100] };
	return true;
}
