"""How the site answers citizens: a channel for questions, published messages with their answers, figures about them."""
