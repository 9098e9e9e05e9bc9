/* keyboard.c - Esc alone, Esc as Alt, Esc before bytes that nobody has named. Reads nothing itself. */
#include "keyboard.h"

#include <string.h>

#include "terminal.h"

/* What begins like the bytes of a key: its letters are not meant. */
static uint32_t skip_unnamed(uint32_t lead, uint32_t (*read)(void))
{
	uint32_t key;

	do
		key = read();
	while (lead == '[' && key >= ' ' && key < '@');
	return K_OTHER;
}

static const char letters[] = "bfhjkl";   /* that mean something with Alt */

/* With Alt, most terminals send Esc and the key at once. So do fingers that are quicker than we are: a letter that means nothing with
 * Alt is one that was typed after Esc. */
uint32_t keyboard_next(struct keyboard *k, uint32_t (*read)(void))
{
	uint32_t key = k->next ? k->next : read(), lead;

	k->next = K_NONE;
	if (key != K_ESCAPE)
		return key;
	lead = read();
	if (lead == '[' || lead == 'O')
		return skip_unnamed(lead, read);
	if (lead != K_NONE && lead < 127 && strchr(letters, (int)lead))
		return K_ALT(lead);
	k->next = lead;
	return key;
}
