/* keyboard.h - keys out of what a terminal types, where Esc may begin the bytes of another key. */
#ifndef KEYBOARD_H
#define KEYBOARD_H

#include <stdint.h>

struct keyboard {
	uint32_t next;             /* was read too early; K_NONE: nothing was */
};

/* The next key, or K_NONE. read gives what is there at once, likewise. */
uint32_t keyboard_next(struct keyboard *k, uint32_t (*read)(void));

#endif
