"""HTML as browsers read it: charset, tokens, links, text, walls."""
