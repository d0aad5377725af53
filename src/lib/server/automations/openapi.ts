import { z } from 'zod';
import { automations } from './router.ts';
import { contentScope } from './scopes.ts';
import { callsPerMinute, type About } from './trpc.ts';

type Json = Record<string, unknown>;

/** JSON Schema of what somebody sends, or gets. What zod can say and JSON Schema cannot is left open. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
	const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
	return rest;
};

interface Described {
	readonly type: 'query' | 'mutation' | 'subscription';
	readonly inputs: readonly z.ZodType[];
	readonly meta?: About;
}

/** OpenAPI 3.1 of everything an API key can call, made from the routers themselves: what is not there cannot be called. */
export function openapi(): Json {
	const paths: Record<string, Json> = {};
	for (const [name, { _def }] of Object.entries(automations._def.procedures as unknown as Record<string, { _def: Described }>))
		paths[`/api/trpc/${name}`] = pathOf(name, _def);
	paths['/api/documents/{id}/content'] = content;
	return {
		openapi: '3.1.0',
		info: {
			title: 'Balcão',
			version: '1',
			description:
				'Procedures for automations, called with an API key under the rights of its person. tRPC 11 over plain HTTP: a query is a GET with the ' +
				'JSON of its arguments in the parameter `input`, a mutation a POST with a JSON body; the result is in `result.data`. One call per ' +
				`request, bodies up to 64 KiB, ${String(callsPerMinute.limit)} calls a minute. docs/api.md says more.`
		},
		servers: [{ url: '/' }],
		security: [{ apiKey: [] }],
		paths,
		components: {
			securitySchemes: {
				apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, `balcao_…`. Each operation names its scope.' }
			},
			parameters: {
				IdempotencyKey: {
					name: 'idempotency-key',
					in: 'header',
					description: 'Your own choice. The same call with the same key runs once, and every repetition gets the first answer.',
					schema: { type: 'string', maxLength: 200 }
				}
			},
			schemas: { Refusal: refusal, RefusedCall: refusedCall },
			responses: {
				RefusedCall: { description: 'Refused: `error.data.refusal` says why', content: json({ $ref: '#/components/schemas/RefusedCall' }) },
				Refused: { description: 'Refused: `code` says why', content: json({ $ref: '#/components/schemas/Refusal' }) }
			}
		}
	};
}

function pathOf(name: string, { type, inputs, meta }: Described): Json {
	const input = inputs[0] ? schemaOf(inputs[0], 'input') : {};
	const example = meta?.example === undefined ? {} : { example: meta.example };
	const operation = {
		operationId: name,
		tags: [name.split('.')[0]],
		summary: meta?.summary ?? name,
		description: [meta?.more, `Scope: \`${name}\`.`].filter(Boolean).join('\n\n'),
		responses: {
			200: {
				description: 'Done',
				content: json({
					type: 'object',
					required: ['result'],
					properties: { result: { type: 'object', properties: { data: meta?.data ? schemaOf(meta.data, 'output') : {} } } }
				})
			},
			...Object.fromEntries(
				[400, 401, 403, 404, 413, 422, 429, 500].map((status) => [status, { $ref: '#/components/responses/RefusedCall' }])
			)
		}
	};
	// Nothing is required of most lists: then `input` may be left out too.
	const needed = Array.isArray(input['required']) && input['required'].length > 0;
	return type === 'query'
		? { get: { ...operation, parameters: [{ name: 'input', in: 'query', required: needed, content: json(input, example) }] } }
		: {
				post: {
					...operation,
					parameters: [{ $ref: '#/components/parameters/IdempotencyKey' }],
					requestBody: { required: true, content: json(input, example) }
				}
			};
}

function json(schema: Json, more: Json = {}): Json {
	return { 'application/json': { schema, ...more } };
}

const refusal: Json = {
	type: 'object',
	required: ['ok', 'code'],
	properties: {
		ok: { const: false },
		code: { type: 'string', description: 'e.g. `not_found`, `scope_missing`, `arguments_invalid`, `permission_denied`, `too_many_calls`' },
		field: { type: 'string', description: 'What it is about' },
		detail: { type: 'object', additionalProperties: { type: ['string', 'number'] } }
	}
};

const refusedCall: Json = {
	type: 'object',
	required: ['error'],
	properties: {
		error: {
			type: 'object',
			properties: {
				message: { type: 'string' },
				code: { type: 'integer' },
				data: {
					type: 'object',
					properties: {
						code: { type: 'string' },
						httpStatus: { type: 'integer' },
						path: { type: 'string' },
						refusal: { anyOf: [{ $ref: '#/components/schemas/Refusal' }, { type: 'null' }] }
					}
				}
			}
		}
	}
};

const content: Json = {
	get: {
		operationId: contentScope,
		tags: ['document'],
		summary: 'The file of a document',
		description: `Scope: \`${contentScope}\`.`,
		parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
		responses: {
			200: { description: 'The file, with its media type', content: { '*/*': {} } },
			...Object.fromEntries([401, 403, 404, 429].map((status) => [status, { $ref: '#/components/responses/Refused' }]))
		}
	}
};
