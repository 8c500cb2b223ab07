-- Who got a key box that does not open: a box without content, until an admin gives another one.
CREATE INDEX key_wish ON key_box(space, device) WHERE length(sealed) = 0;
